from itertools import chain, count, islice

for letter in chain('ab', 'c'):
    for number in islice(count(5, 5), 2):
        pair = letter, number
lines = iter(['x', '', 'y'].pop, '')
for line in lines:
    pass
numbers = count()
first = next(numbers)
for second in numbers:
    break
taken = list(islice(numbers, 2))
