/** Programs that speed and exactness are measured on. */

export interface BenchProgram {
  readonly name: string;
  readonly source: string;
  readonly call: string;
}

/** Tight arithmetic, calls, list mutation, string building: the four kinds of work that tracing cost was studied on. */
export const BENCH_PROGRAMS: readonly BenchProgram[] = [
  {
    name: 'collatz',
    source: 'def collatz(n):\n    steps = 0\n    while n != 1:\n        if n % 2 == 0:\n            n = n // 2\n        else:\n            n = 3 * n + 1\n        steps += 1\n    return steps\n\ndef many(limit):\n    best = 0\n    for n in range(1, limit):\n        best = max(best, collatz(n))\n    return best\n',
    call: 'many(150)',
  },
  { name: 'fib(16)', source: 'def fib(n):\n    if n < 2:\n        return n\n    return fib(n - 1) + fib(n - 2)\n', call: 'fib(16)' },
  {
    name: 'bubble sort of 60',
    source:
      'def bubble(items):\n    for i in range(len(items)):\n        for j in range(len(items) - 1 - i):\n            if items[j] > items[j + 1]:\n                items[j], items[j + 1] = items[j + 1], items[j]\n    return items\n',
    call: 'bubble([(i * 37) % 61 for i in range(60)])',
  },
  {
    name: 'string building',
    source: "def build(n):\n    text = ''\n    for i in range(n):\n        text += chr(97 + i % 26)\n        if len(text) > 40:\n            text = text[20:].upper().lower()\n    return text\n",
    call: 'build(2000)',
  },
];

/** Past a million instructions, of arithmetic in a loop in a loop. */
export const LONG_COLLATZ = 'for n in range(1, 10**6):\n    while n != 1:\n        n = n // 2 if n % 2 == 0 else 3 * n + 1\n';
