/** The example programs, in order of difficulty. Values are small on purpose: every state can be read at a glance. */

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
];
