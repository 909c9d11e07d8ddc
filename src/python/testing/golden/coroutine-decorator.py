"""types.coroutine: a generator that can be awaited, as event loops are built on."""
import types


@types.coroutine
def switch(label):
    got = yield label
    return got + 1


async def work(n):
    total = 0
    for i in range(n):
        total += await switch(i)
    return total


task = work(2)
asked = task.send(None)
asked = task.send(10)
try:
    task.send(20)
except StopIteration as stop:
    print(stop.value)
