pairs = []
for letter in "ab":
    for i, n in enumerate([10, 20]):
        for key in {"k": 1}:
            pairs.append((letter, i, n))
