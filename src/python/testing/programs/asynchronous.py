import asyncio


async def work(name, delay):
    await asyncio.sleep(delay)
    return name


async def numbers():
    for i in range(2):
        yield i


async def main():
    first = await work("a", 0)
    both = await asyncio.gather(work("b", 0.001), work("c", 0))
    async for number in numbers():
        first += str(number)
    return first, both


print(asyncio.run(main()))
