import asyncio


def inner():
    try:
        yield 1
    except ValueError as error:
        yield str(error)
    finally:
        print("closed")


def outer(part):
    got = yield from part
    yield got


def middle(part):
    yield from outer(part)


class Part:
    def __iter__(self):
        return self

    def __next__(self):
        return 0

    def throw(self, error):
        raise StopIteration(str(error))


def deep(generator, n):
    if n:
        return deep(generator, n - 1)
    return generator.throw(ValueError("thrown"))


async def waiting():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        return "cancelled"


async def main():
    async def task():
        return await waiting()

    started = asyncio.create_task(task())
    await asyncio.sleep(0)
    started.cancel()
    return await started


generator = middle(inner())
first = next(generator)
second = deep(generator, 1)
third = next(generator)
generator.close()
generator = middle(inner())
next(generator)
try:
    generator.throw(KeyError("passes"))
except KeyError as error:
    passed = str(error)
generator = middle(Part())
next(generator)
fourth = generator.throw(ValueError("to an object"))
generator.close()
generator = middle(inner())
next(generator)
generator.close()
result = asyncio.run(main())
