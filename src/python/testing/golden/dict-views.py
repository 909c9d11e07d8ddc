table = {"a": 1}
keys, values, items = table.keys(), table.values(), table.items()
table["b"] = 2
shared = keys & {"b", "c"}
