import asyncio


async def ticks(n):
    for i in range(n):
        yield i
        await asyncio.sleep(0)


async def main():
    seen = []
    async for tick in ticks(2):
        seen.append(tick)
    return seen + [tick async for tick in ticks(1)]


seen = asyncio.run(main())
