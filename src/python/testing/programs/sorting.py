def bubble(items):
    for end in range(len(items) - 1, 0, -1):
        for i in range(end):
            if items[i] > items[i + 1]:
                items[i], items[i + 1] = items[i + 1], items[i]
    return items


def quick(items):
    if len(items) <= 1:
        return items
    pivot, *rest = items
    return quick([x for x in rest if x < pivot]) + [pivot] + quick([x for x in rest if x >= pivot])


numbers = [5, 2, 9, 1, 5, 6]
alias = numbers
print(bubble(numbers), alias is numbers)
print(quick([3, 1, 2, 3]))
print(sorted("hello", key=lambda c: -ord(c)))
words = ["pear", "fig", "apple"]
words.sort(key=len)
print(min(words, key=len), max(3, 1, 2))
