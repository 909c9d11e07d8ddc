/** The sentence of every step of real runs: word for word for what people write, and checked against the printed states for what else there is. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { lineSteps, type StepIndex, type StepList } from '../trace/line-steps.ts';
import { printStep } from '../trace/print-state.ts';
import type { PrintedState } from '../trace/printed-state.ts';
import { stepFacts } from '../trace/step-facts.ts';
import { sentenceText, stepSentence } from '../trace/step-sentence.ts';
import type { Granularity } from '../trace/wire.ts';
import { pythonRecorder } from './testing/recorder.ts';

const record = pythonRecorder();

async function steps(source: string, call: string | null, granularity: Granularity = 'instruction'): Promise<StepList> {
  return lineSteps(await record(source, { call, granularity }));
}

/** Sentences by the line that is about to run: `6: n is …`; steps that only begin a frame are left out. */
async function sentences(source: string, call: string | null = null): Promise<string[]> {
  const list = await steps(source.trim(), call);
  const lines = source.trim().split('\n');
  return Array.from({ length: list.count }, (_, step) => sentenceText(stepSentence(stepFacts(list, step as StepIndex, lines)))).filter((text) => !/^Nothing in /.test(text));
}

describe('sentences', () => {
  it('say what an assignment did and why', async () => {
    expect(await sentences('def f(items, k=2):\n    total = 0\n    for n in items:\n        if n % 2 == 0 and n > 1:\n            total += n * k\n    return total', 'f([1, 2])')).toEqual([
      'f is called with items = [1, 2] and k = 2.',
      'total becomes 0.',
      'Round 1 of the loop: n is 1.',
      'n % 2 == 0 is false, because n is 1.',
      'Round 2 of the loop: n is 2.',
      'n > 1 is true, because n is 2.',
      'total goes from 0 to 4, because n is 2 and k is 2.',
      'The loop has no more values and ends.',
      'f returns 4.',
    ]);
  });

  it('tell of a change through another name', async () => {
    const told = await sentences('a = [1]\nb = a\nb.append(2)\nd = {"q": a}\nd["q"][0] = 5\na[0], a[1] = a[1], a[0]\nlast = a.pop()\ns = {1}\ns.add(2)\ns.discard(1)\ndel d["q"]\n');
    expect(told.slice(1)).toEqual([
      'a becomes [1].',
      'b becomes [1], the very list that a names.',
      'b gains 2 at its end (a is the same list).',
      "d becomes {'q': [1, 2]}, because a is [1, 2].",
      'a[0] goes from 1 to 5 (b is the same list).',
      'a[0] and a[1] swap their values (b is the same list).',
      'last becomes 5; a loses 5 from its end (b is the same list).',
      's becomes {1}.',
      's gains 2.',
      's loses 1.',
      "d['q'] is gone (it was [2]); the program ends.",
    ]);
  });

  it('follow calls, returns and attributes', async () => {
    const told = await sentences('class P:\n    def __init__(self, x):\n        self.x = x\n    def add(self, by):\n        self.x += by\n        return self.x\np = P(3)\ny = p.add(2)\np.add(y)\n');
    expect(told.slice(1)).toEqual([
      'The body of class P begins.',
      'Line 1 has run.',
      'The function __init__ is defined.',
      'The function add is defined; the body of class P ends.',
      'The class P is defined.',
      'Line 7 calls __init__ with self = <P> and x = 3.',
      'self.x becomes 3; __init__ ends without a return, which gives None.',
      'p becomes <P x=3>.',
      'Line 8 calls add with self = <P x=3> and by = 2.',
      'self.x goes from 3 to 5, because by is 2 (p is the same P).',
      'add returns 5, because self is <P x=5>.',
      'y becomes 5, which add returned.',
      'Line 9 calls add with self = <P x=5> and by = 5.',
      'self.x goes from 5 to 10, because by is 5 (p is the same P).',
      'add returns 10, because self is <P x=10>.',
      'The program ends.',
    ]);
  });

  it('give the attributes that a line read as its reasons', async () => {
    const told = await sentences("class N:\n    kind = 'n'\n    def __init__(self, v, next=None):\n        self.v = v\n        self.next = next\n    @property\n    def twice(self):\n        return self.v * 2\ndef f(n, m):\n    if n.next.v == m:\n        m += n.v\n    n.next.v = n.v\n    m = n.v\n    if n.kind == 'n' and n.twice > m:\n        n = n.next\n    return n.v + m\n", 'f(N(1, N(2)), 2)');
    expect(told.slice(told.indexOf('n.next.v == m is true, because n.next.v is 2 and m is 2.'))).toEqual([
      'n.next.v == m is true, because n.next.v is 2 and m is 2.',
      'm goes from 2 to 3, because n.v is 1.',
      'n.next.v goes from 2 to 1, because n.v is 1.',
      'm goes from 3 to 1.',
      'Line 14 calls twice with self = <N v=1, next=<N ...>>.',
      'twice returns 2, because self.v is 1.',
      'n.twice > m is true, because m is 1 and twice returned 2.',
      'n goes from <N v=1, next=<N ...>> to <N v=1, next=None>.',
      'f returns 2, because n.v is 1 and m is 1.',
    ]);
  });

  it('follow exceptions to where they are caught', async () => {
    const told = await sentences("def bad(n):\n    if not n:\n        raise ValueError('no')\n    return bad(n - 1)\ntry:\n    bad(1)\nexcept KeyError:\n    pass\nexcept ValueError as e:\n    print('caught')\nx = [1][3]\n");
    expect(told.slice(2)).toEqual([
      'Line 5 has run; no variable changed.',
      'Line 6 calls bad with n = 1.',
      'n is 1, which counts as true.',
      'Line 4 calls bad with n = 0.',
      'n is 0, which counts as false.',
      'Line 3 raises ValueError: no.',
      'bad does not catch ValueError: no, so it goes on to its caller, bad.',
      'bad does not catch ValueError: no, so it goes on to the program.',
      'After the exception, line 7 is next.',
      'The exception does not match KeyError.',
      "The exception matches ValueError, so it is caught here; e becomes ValueError('no').",
      'e is gone; caught is printed.',
      'Line 11 raises IndexError: list index out of range.',
    ]);
  });

  it('know generators, imports, recursion and values that calls gave', async () => {
    const told = await sentences('from math import pi, tau\ndef g():\n    yield 1\nfor v in g():\n    pass\ndef fib(k):\n    return k if k < 2 else fib(k - 1) + fib(k - 2)\nr = fib(2)\ndel v\n');
    expect(told.slice(1)).toEqual([
      'pi and tau are imported.',
      'The function g is defined.',
      'Line 4 calls g.',
      'g yields 1.',
      'The loop goes on: v is 1.',
      'Line 5 has run; no variable changed.',
      'g goes on from where it waited.',
      'g ends.',
      'The loop has no more values and ends.',
      'The function fib is defined.',
      'Line 8 calls fib with k = 2.',
      'Line 7 calls fib with k = 1.',
      'fib returns 1.',
      'Line 7 calls fib with k = 0.',
      'fib returns 0.',
      'fib returns 1, because k is 2, fib returned 1 and fib returned 0.',
      'r becomes 1, which fib returned.',
      'v is gone; the program ends.',
    ]);
  });
});

interface RealProgram {
  readonly name: string;
  readonly call: string | null;
  readonly source: readonly string[];
}
const PROGRAMS = JSON.parse(readFileSync(new URL('./testing/real-programs.json', import.meta.url), 'utf8')) as readonly RealProgram[];

/** Every variable of a printed state, innermost function first. */
function printedVariables(state: PrintedState): Map<string, string> {
  const variables = new Map<string, string>();
  for (const { name, value } of [...state.frames.toReversed().flatMap((frame) => frame.locals), ...state.globals]) if (!variables.has(name)) variables.set(name, value);
  return variables;
}

/** Texts in facts are cut; a cut text must begin as the whole one does. */
function agrees(text: string, whole: string | undefined): boolean {
  return whole !== undefined && (text === whole || (text.endsWith('…') && whole.startsWith(text.slice(0, -1))));
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

function indentOf(line: string | undefined): number {
  return /^\s*/.exec(line ?? '')?.[0].length ?? 0;
}

describe.each(PROGRAMS)('what is said of $name', ({ source, call }) => {
  it.each(['instruction', 'line'] as const)('is so, as printed states have it (recorded by %s)', async (granularity) => {
    const list = await steps(source.join('\n'), call, granularity);
    for (let step = 1; step < list.count; step += 1) {
      const { facts, reasons } = stepFacts(list, step as StepIndex, source);
      const where = `step ${step}: ${sentenceText(stepSentence({ facts, reasons, returned: [] }))}`;
      const before = printedVariables(printStep(list, (step - 1) as StepIndex));
      const state = printStep(list, step as StepIndex);
      const after = printedVariables(state);
      expect(facts, where).not.toEqual([]);
      for (const { name, text } of reasons) if (after.has(name)) expect(agrees(text, after.get(name)), `${where}: reason ${name}`).toBe(true);
      for (const fact of facts) {
        if (fact.kind === 'variable' && fact.change.frameId === list.trace.frameIdAt(list.recordOf(step as StepIndex))) {
          if (fact.change.after !== null) expect(agrees(fact.change.after, after.get(fact.change.name)), `${where}: after`).toBe(true);
          if (fact.change.before !== null && before.has(fact.change.name)) expect(agrees(fact.change.before, before.get(fact.change.name)), `${where}: before`).toBe(true);
        }
        if (fact.kind === 'ran' && fact.certain) {
          for (const [name, value] of after) if (before.has(name)) expect(value, `${where}: ${name}`).toBe(before.get(name));
        }
        if (fact.kind === 'returned' || fact.kind === 'yielded') expect(agrees(fact.value, state.value ?? 'None'), `${where}: value`).toBe(true);
        if (fact.kind === 'decision') {
          // The body of the line is entered if and only if its whole condition holds.
          const next = list.trace.lines[list.recordOf(step as StepIndex)] ?? 0;
          const previous = list.trace.lines[list.recordOf((step - 1) as StepIndex)] ?? 0;
          const header = source[previous - 1] ?? '';
          if (new RegExp(`^\\s*(if|elif|while)\\s+${escaped(fact.decision.condition)}\\s*:`).test(header)) {
            const entered = next > previous && indentOf(source[next - 1]) > indentOf(header) && next === previous + 1;
            expect(entered, `${where}: decision`).toBe(fact.decision.holds);
          }
        }
      }
    }
  });
});
