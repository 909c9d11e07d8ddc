from collections import defaultdict

groups = defaultdict(list)
groups["a"].append(1)
counts = defaultdict(int)
for letter in "aba":
    counts[letter] += 1
nested = defaultdict(lambda: 0)
nested["x"]
