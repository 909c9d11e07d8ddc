from collections import Counter

letters = Counter("abca")
letters["b"] += 5
top = letters.most_common(1)
missing = letters["z"]
rest = letters - Counter(b=5)
