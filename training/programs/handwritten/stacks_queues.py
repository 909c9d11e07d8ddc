def undo(commands: list[str]):
    done, undone = [], []
    for c in commands:
        if c in ("undo", "u"):
            if done:
                undone.append(done.pop())
        else:
            done.append(c)
            undone.clear()
    return done, undone


def backspaces(text):
    out = []
    for c in text:
        if c in "#<":
            if out:
                out.pop()
        else:
            out.append(c)
    return "".join(out)


def hot_potato(names: list[str], k):
    while len(names) > 1:
        for _ in range(k % 5):
            names.append(names.pop(0))
        names.pop(0)
    return names


def next_greater(nums):
    out = [-1] * len(nums)
    stack = []
    for i, x in enumerate(nums):
        while stack and nums[stack[-1]] < x:
            out[stack.pop()] = x
        stack.append(i)
    return out


def round_robin(jobs: list[int], slot):
    log = []
    time = 0
    queue = list(enumerate(jobs))
    while queue and len(log) < 8:
        name, left = queue.pop(0)
        used = min(slot, left)
        time += used
        if left > used:
            queue.append((name, left - used))
        else:
            log.append((name, time))
    return log


def balanced(text):
    pairs = {")": "(", "]": "[", "}": "{"}
    stack = []
    for c in text:
        if c in pairs.values():
            stack.append(c)
        elif c in pairs and (not stack or stack.pop() != pairs[c]):
            return False
    return not stack


def recent(items, size):
    cache = []
    for x in items:
        if x in cache:
            cache.remove(x)
        elif len(cache) == size and cache:
            cache.pop(0)
        cache.append(x)
    return cache


def browser(pages: list[str]):
    back, here = [], "home"
    for p in pages:
        if len(p) < 3 and back:
            here = back.pop()
        else:
            back.append(here)
            here = p
    return here, back


def reach(graph: dict[str, list[str]], start: str):
    queue, order = [start], []
    while queue:
        node = queue.pop(0)
        if node in order:
            continue
        order.append(node)
        queue += graph.get(node, [])
    return order


def distances(graph: dict[str, list[str]], start: str):
    dist = {start: 0}
    todo = [start]
    while todo:
        node = todo.pop(0)
        for other in graph.get(node, ()):
            if other not in dist:
                dist[other] = dist[node] + 1
                todo.append(other)
    return dist


def undigest(nums):
    stack = []
    for x in nums:
        if x < 0 and stack:
            stack[-1] += x
        elif stack and stack[-1] == x:
            stack[-1] *= 2
        else:
            stack.append(x)
    return stack


def plates(sizes):
    piles = []
    for s in sizes:
        for pile in piles:
            if pile[-1] >= s:
                pile.append(s)
                break
        else:
            piles.append([s])
    return piles


def simplify(path):
    parts = []
    for p in path.split("/"):
        if p == "..":
            parts = parts[:-1]
        elif p not in ("", "."):
            parts.append(p)
    return "/" + "/".join(parts)


def printer(jobs: list[int]):
    order = []
    waiting = list(range(len(jobs)))
    while waiting:
        j = waiting.pop(0)
        if any(jobs[k] > jobs[j] for k in waiting):
            waiting.append(j)
        else:
            order.append(j)
    return order


def decode(text):
    stack, current, n = [], "", 0
    for c in text:
        if c.isdigit():
            n = int(c) % 4
        elif c in "([":
            stack.append((current, n))
            current, n = "", 0
        elif c in ")]" and stack:
            before, times = stack.pop()
            current = before + current * times
        else:
            current += c
    return current


def merge_queues(a: list[int], b: list[int]):
    served = []
    while a or b:
        line = a if len(a) >= len(b) else b
        served.append(line.pop(0))
    return served
