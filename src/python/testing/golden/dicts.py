ages = {"ann": 3}
ages["bob"] = 5
ages["ann"] += 1
ages.setdefault("cy", []).append(1)
gone = ages.pop("bob")
ages.update(dee=(1, 2))
order = list(ages)
merged = ages | {1: None, 2.5: True}
