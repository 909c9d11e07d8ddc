def average():
    total = 0
    count = 0
    mean = None
    while True:
        value = yield mean
        total += value
        count += 1
        mean = total / count


running = average()
next(running)
running.send(10)
mean = running.send(5)
running.close()
