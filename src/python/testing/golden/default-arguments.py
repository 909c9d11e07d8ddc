def add(item, items=[]):
    items.append(item)
    return items


one = add(1)
two = add(2)
other = add(3, [0])
same = one is two
