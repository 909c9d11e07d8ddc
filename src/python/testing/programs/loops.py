total = 0
for i in range(3):
    total += i
else:
    total += 100
for i, letter in enumerate("abc", 1):
    total += i
for a, b in zip([1, 2, 3], (4, 5)):
    total += a * b
for key in {"x": 1, "y": 2}:
    total += len(key)
for key, value in {"x": 1, "y": 2}.items():
    total += value
for value in {"p": 3}.values():
    total += value
for item in {7}:
    total += item
for item in reversed([1, 2, 3]):
    total -= item
for item in reversed((1, 2)):
    total -= item
for item in reversed("ab"):
    total += ord(item)
for item in map(str, [1, 2]):
    total += int(item)
for item in filter(None, [0, 1, 2]):
    total += item
for item in range(10**12, 10**12 + 3):
    total -= item - 10**12
for byte in b"hi":
    total += byte
for letter in "aé€😀":
    total += ord(letter)
for i in range(0, 10, 3): total += i
for i in enumerate(range(2)): total += i[0]
n = 0
while True:
    n += 1
    if n == 2:
        continue
    if n > 3:
        break
while n: n -= 1
pairs = [(x, y) for x in range(3) for y in "ab" if x != 1]
squares = {x: x * x for x in range(3)}
letters = {c for c in "hello" if c > "f"}
generated = list(x + 1 for x in range(3))
matrix = [[i * j for j in range(3)] for i in range(3)]
print(total, pairs, squares, sorted(letters), generated, matrix)
