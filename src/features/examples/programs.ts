/** The example programs, in order of difficulty. Values are small on purpose: every state can be read at a glance. */

/** The one that stands on the page at a first visit. */
export const FIRST_EXAMPLE = 'loops';

export interface ExampleProgram {
  readonly id: string;
  readonly title: string;
  /** One line on what to watch for while stepping. */
  readonly notice: string;
  readonly code: string;
  /** The call that is traced; '' traces the module itself. */
  readonly call: string;
}

export const EXAMPLE_PROGRAMS: readonly ExampleProgram[] = [
  {
    id: 'swap',
    title: 'Names: a swap and a copy',
    notice: 'The pair on the right is made before either name moves, so no third name is needed.',
    call: '',
    code: `left = 3
right = 8
left, right = right, left
copy = left
left = left + 1
print(left, right, copy)
`,
  },
  {
    id: 'branches',
    title: 'Branches: what a ticket costs',
    notice: 'Only one branch of a chain runs, the first whose condition holds; the ones below are not even asked.',
    call: 'price(70, True)',
    code: `def price(age, member):
    if age < 6:
        fee = 0
    elif age < 18 or age >= 65:
        fee = 5
    else:
        fee = 9
    if member and fee > 0:
        fee -= 1
    return fee
`,
  },
  {
    id: 'counting',
    title: 'Counting: the sum of odd numbers',
    notice: 'range gives its last number just before the end; after the loop, n keeps the last one that it had.',
    call: 'odd_sum(8)',
    code: `def odd_sum(limit):
    total = 0
    for n in range(1, limit, 2):
        total += n
    return total, n
`,
  },
  {
    id: 'loops',
    title: 'Loops: the Collatz walk',
    notice: 'Which branch runs is decided anew on every turn, and nothing in the code says how many turns there will be.',
    call: 'collatz(6)',
    code: `def collatz(n):
    """How many steps from n down to 1."""
    steps = 0
    while n != 1:
        if n % 2 == 0:
            n = n // 2
        else:
            n = 3 * n + 1
        steps += 1
    return steps
`,
  },
  {
    id: 'strings',
    title: 'Strings: a Caesar cipher',
    notice: 'A string never changes: each += makes a new one and moves the name result over to it.',
    call: "caesar('hi you', 3)",
    code: `def caesar(text, shift):
    """Move every small letter along the alphabet."""
    result = ''
    for letter in text:
        if letter.islower():
            place = (ord(letter) - ord('a') + shift) % 26
            letter = chr(ord('a') + place)
        result += letter
    return result
`,
  },
  {
    id: 'lists',
    title: 'Lists: the highest so far',
    notice: 'The list grows at its end by one item a turn, and best only ever rises.',
    call: 'peaks([3, 1, 5, 4, 9])',
    code: `def peaks(levels):
    best = levels[0]
    so_far = []
    for level in levels:
        if level > best:
            best = level
        so_far.append(best)
    return so_far
`,
  },
  {
    id: 'slices',
    title: 'Slices: reading a word from both ends',
    notice: 'Each slice is a new string without its first and its last letter; the word it came from stays as it was.',
    call: "is_palindrome('level')",
    code: `def is_palindrome(word):
    while len(word) > 1:
        if word[0] != word[-1]:
            return False
        word = word[1:-1]
    return True
`,
  },
  {
    id: 'dictionaries',
    title: 'Dictionaries: words by length',
    notice: 'groups[size] finds the list inside the dictionary, and append changes that list where it lies.',
    call: "by_length(['to', 'be', 'or', 'not', 'that'])",
    code: `def by_length(words):
    """Sort words into drawers, one for each length."""
    groups = {}
    for word in words:
        size = len(word)
        if size not in groups:
            groups[size] = []
        groups[size].append(word)
    return groups
`,
  },
  {
    id: 'sets',
    title: 'Sets: the first one that comes twice',
    notice: 'The set holds every item once, and remembers no order; the loop ends at the first item that is in it already.',
    call: "first_twice(['fig', 'plum', 'pear', 'plum'])",
    code: `def first_twice(items):
    seen = set()
    for place, item in enumerate(items):
        if item in seen:
            return place, item
        seen.add(item)
    return None
`,
  },
  {
    id: 'pairs',
    title: 'Pairs: two lists in step',
    notice: 'zip stops with the shorter list, so the last price is never read.',
    call: "bill(['tea', 'roll'], [2, 3, 9])",
    code: `def bill(goods, prices):
    lines = {}
    total = 0
    for name, price in zip(goods, prices):
        lines[name] = price
        total += price
    lines['sum'] = total
    return lines
`,
  },
  {
    id: 'aliasing',
    title: 'Aliasing: one list, three names',
    notice: 'row, grid[0] and grid[1] are one list, so one change shows in all three; safe holds copies and stays as it was.',
    call: '',
    code: `row = [0, 0]
grid = [row, row]
safe = [list(line) for line in grid]

grid[0][1] = 5
print(grid)
print(safe)


def double(numbers):
    for i, n in enumerate(numbers):
        numbers[i] = 2 * n


double(row)
print(grid)
`,
  },
  {
    id: 'defaults',
    title: 'Defaults: the list that remembers',
    notice: 'The default list is made once, when the function is defined: both calls without a list fill the same one.',
    call: '',
    code: `def note(text, page=[]):
    page.append(text)
    return page


first = note('a')
other = note('b', [])
second = note('c')
print(first, other, second)
`,
  },
  {
    id: 'comprehension',
    title: 'Comprehensions: a loop inside a value',
    notice: 'The whole loop runs within one line, and n is gone as soon as the list is made.',
    call: 'short_squares(12)',
    code: `def short_squares(limit):
    squares = [n * n for n in range(limit) if n % 3 == 1]
    by_size = {n: len(str(n)) for n in squares}
    return by_size
`,
  },
  {
    id: 'search',
    title: 'Binary search: half of it, and half again',
    notice: 'low and high close in on the place; one of them moves past middle on every turn, or the loop would never end.',
    call: 'find([2, 3, 5, 8, 13, 21, 34], 21)',
    code: `def find(numbers, wanted):
    low = 0
    high = len(numbers) - 1
    while low <= high:
        middle = (low + high) // 2
        if numbers[middle] == wanted:
            return middle
        if numbers[middle] < wanted:
            low = middle + 1
        else:
            high = middle - 1
    return -1
`,
  },
  {
    id: 'sorting',
    title: 'Sorting: each card into its place',
    notice: 'The part left of i is in order at the start of every outer turn; the inner loop makes room for one more.',
    call: 'insertion_sort([5, 2, 4, 1])',
    code: `def insertion_sort(cards):
    for i in range(1, len(cards)):
        card = cards[i]
        j = i - 1
        while j >= 0 and cards[j] > card:
            cards[j + 1] = cards[j]
            j -= 1
        cards[j + 1] = card
    return cards
`,
  },
  {
    id: 'recursion',
    title: 'Recursion: adding up nested lists',
    notice: 'Every call has a result of its own; the outer one waits, unchanged, until the inner call returns.',
    call: 'total([1, [2, [3]], 4])',
    code: `def total(items):
    """The sum of a list that may hold lists."""
    result = 0
    for item in items:
        if isinstance(item, list):
            result += total(item)
        else:
            result += item
    return result
`,
  },
  {
    id: 'exception',
    title: 'Exceptions: one caught, one not',
    notice: 'Both lines raise a ValueError. The first is raised inside the try; the second, one line too early to be caught.',
    call: "ages(['Ada:36', 'Alan:?', 'Grace'])",
    code: `def ages(lines):
    """Read lines such as 'Ada:36' into a dictionary."""
    result = {}
    for line in lines:
        name, age = line.split(':')
        try:
            result[name] = int(age)
        except ValueError:
            result[name] = None
    return result
`,
  },
  {
    id: 'closure',
    title: 'Closures: two counters, two memories',
    notice: 'Each call of make gives a function with a count of its own, which lives on after make has returned.',
    call: '',
    code: `def make(step):
    count = 0

    def advance():
        nonlocal count
        count += step
        return count

    return advance


ones = make(1)
tens = make(10)
ones()
tens()
print(ones(), tens())
`,
  },
  {
    id: 'classes',
    title: 'Objects: two accounts and a transfer',
    notice: 'self is whichever account the method was called on; the inner lines change the other account too.',
    call: '',
    code: `class Account:
    def __init__(self, owner, balance):
        self.owner = owner
        self.balance = balance

    def send(self, other, amount):
        if amount > self.balance:
            return False
        self.balance -= amount
        other.balance += amount
        return True


ada = Account('Ada', 50)
bob = Account('Bob', 5)
ok = ada.send(bob, 20)
again = bob.send(ada, 90)
print(ada.balance, bob.balance, ok, again)
`,
  },
  {
    id: 'generators',
    title: 'Generators: a function that waits',
    notice: 'The function stops at each yield and goes on from there, with its names as they were, when the next value is asked for.',
    call: 'first_over(20)',
    code: `def doubling(start):
    value = start
    while True:
        yield value
        value *= 2


def first_over(limit):
    for value in doubling(3):
        if value > limit:
            return value
`,
  },
];
