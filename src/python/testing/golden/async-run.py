import asyncio


async def work(name, delay):
    await asyncio.sleep(delay)
    return name


async def main():
    results = await asyncio.gather(work("slow", 2), work("fast", 1))
    async with asyncio.timeout(5):
        results.append(await work("last", 0))
    return results


results = asyncio.run(main())
