for n in (4, 6, 7):
    if n % 2:
        break
    if n == 4:
        continue
else:
    n = None
while n < 9:
    n += 1
else:
    finished = True
