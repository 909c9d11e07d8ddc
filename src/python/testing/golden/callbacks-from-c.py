def key(pair):
    return pair[1]


pairs = sorted([("a", 2), ("b", 1)], key=key)
best = max(pairs, key=key)
mapped = list(map(key, pairs))
