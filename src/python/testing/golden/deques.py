from collections import deque

queue = deque([1, 2])
queue.appendleft(0)
queue.rotate(1)
recent = deque(maxlen=2)
for n in range(3):
    recent.append(n)
left = queue.popleft()
