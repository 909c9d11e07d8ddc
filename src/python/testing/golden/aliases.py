row = [0, 0]
grid = [row, row]
grid[0][1] = 5
copy = row[:]
copy.append(9)
same = grid[0] is grid[1]


def change(items):
    items.append(1)


change(row)
