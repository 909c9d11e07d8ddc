data = [3, 8, 1]
if (n := len(data)) > 2:
    big = [y for x in data if (y := x * 2) > 4]
while (last := data.pop()) != 3:
    pass
