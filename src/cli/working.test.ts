/** The working of lines of real programs, as a model is to write it. */
import { describe, expect, it } from 'vitest';
import { at } from '../base/assert.ts';
import { isHopeless, parseAnswer, dynamicTarget } from '../scratchpad/dynamic.ts';
import { parseWorking, withoutWorking } from '../scratchpad/parse-working.ts';
import { canonicalise } from '../scratchpad/state-text.ts';
import type { TrueState } from '../scratchpad/step.ts';
import { describeTokens } from '../scratchpad/tokenizer.ts';
import { trueStates } from '../scratchpad/trace-steps.ts';
import { Id } from '../scratchpad/vocabulary.ts';
import { workingTokens } from '../scratchpad/working.ts';
import { lineSteps, type StepIndex } from '../trace/line-steps.ts';
import { pythonRecorder } from './testing/recorder.ts';

const record = pythonRecorder();

async function statesOf(source: string, call: string, granularity: 'line' | 'instruction' = 'instruction'): Promise<TrueState[]> {
  return trueStates(lineSteps(await record(source, { call, granularity })));
}

/** What the function's body is worked out by, a row a step that has a working. */
async function workingsOf(body: string, parameters: string, values: string): Promise<string[]> {
  const states = await statesOf(`def f(${parameters}):\n    ${body}\n`, `f(${values})`);
  return states.flatMap(({ working = [] }) => (working.length === 0 ? [] : [describeTokens(working).replaceAll('<expression>', ' ; ').replaceAll('<is>', ' -> ').replaceAll('<of>', ' reads ').replaceAll('<var>', ' of ').slice(3)]));
}

describe('the working of a line', () => {
  it.each<[what: string, body: string, parameters: string, values: string, expected: string[]]>([
    ['has short values put in for names', 'x = a * b + 1', 'a, b', '7, 3', ['7*3 -> 21 ; 21+1 -> 22']],
    ['keeps the names of long values', "return name in names and len(names) > 2", 'name, names', "'Ann', ['Bert', 'Ann', 'Cy']", ["'Ann'innames of names -> ['Bert', 'Ann' -> True ; len(names) -> 3 ; 3>2 -> True ; TrueandTrue -> True"]],
    ['says whether a value counts as true', 'if xs: pass', 'xs', '[]', ['[] -> False']],
    ['tells what an item comes to before it is changed', "d[k] += 2", 'd, k', "{'a': 1}, 'a'", ["{'a': 1}['a'] reads {'a' -> 1 ; 1+=2 -> 3"]],
    ['has calls of methods and their arguments', "return s.replace(c, 'x').upper().find('X')", 's, c', "'abc', 'b'", ["'abc'.replace('b','x') reads 'ab==c' -> 'axc' ; 'axc'.upper() -> 'AXC' ; 'AXC'.find('X') reads 'AX -> 1"]],
    ['tells the last value too, if it is not very long', "return s * 3 + 'and more'", 's', "'abcdef'", ["'abcdef'*3 -> 'abcdefabcdefabcdef' ; s*3+'and more' -> 'abcdefabcdefabcdefand more'"]],
    ['leaves a very long last value to the change', 'return s * 3 + s * 8', 's', "'abcdef'", ["'abcdef'*3 -> 'abcdefabcdefabcdef' ; 'abcdef'*8 -> 'abcdefabcdefabcdefabcdefabcdefabcdefabcdefabcdef'"]],
    ['says which name was chosen', "return low if c.isdigit() else up", 'c, low, up', "'x', 'a', 'b'", ["'x'.isdigit() -> False ; up -> 'b'"]],
    ['says nothing of a name that was tested', 'return low if low else up', 'low, up', "'', 'b'", ["'' -> False ; up -> 'b'"]],
    ['says nothing of calls that give nothing', 'xs.append(n + 1)', 'xs, n', '[], 4', ['4+1 -> 5']],
    ['has the turns of what a line runs', 'return sum(i * i for i in xs)', 'xs', '[2, 3]', ['2*2 -> 4 ; 3*3 -> 9 ; sum(i*iforiinxs) -> 13']],
    ['has keys of a sort', 'return sorted(ps, key=lambda p: p[1])[0][0]', 'ps', "[('a', 2), ('b', 1)]", ["('a', 2)[1] -> 2 ; ('b', 1)[1] -> 1 ; sorted(ps,key=lambdap:p[1]) -> [('b', 1), ('a', 2)] ; sorted(ps,key=lambdap:p[1])[0] -> ('b', 1) ; ('b', 1)[0] -> 'b'"]],
    ['has no text for what the source displays', 'return len([a, a + 1])', 'a', '5', ['5+1 -> 6 ;  -> [5, 6] ; len([5, 6]) -> 2']],
    ['has each comparison of a chain', 'return 1 < n < 9', 'n', '5', ['1<5 -> True ; 5<9 -> True']],
    ['has names where an operand is worked out by another line', 'return (a +\n        b) % 5', 'a, b', '4, 3', ['a+b -> 7', '(a+b)%5 -> 2']],
    ['tells what a generator takes', "return ''.join(c for c in s if c.isalpha())", 's', "'a1'", ["'a'.isalpha() -> True ; c -> 'a' ; '1'.isalpha() -> False ; ''.join(cforcinsifc.isalpha()) -> 'a'"]],
    ['tells at its end once more what a comprehension took', 'return [n for n in xs if n > 1]', 'xs', '[5, 1, 2]', ['5>1 -> True ; n -> 5', '1>1 -> False', '2>1 -> True ; n -> 2', '5>1 -> True ; n -> 5 ; 1>1 -> False ; 2>1 -> True ; n -> 2']],
    ['tells at its end once more what a comprehension made', 'return len({n % 3 for n in [k, 7]})', 'k', '5', ['5%3 -> 2', '7%3 -> 1', '5%3 -> 2 ; 7%3 -> 1 ;  -> {1, 2} ; len({1, 2}) -> 2']],
    ['says nothing of what a comprehension takes without a condition', 'return [n for n in xs]', 'xs', '[5]', []],
    ['stops where an exception is raised', 'return xs[n // 2]', 'xs, n', '[], 9', ['9//2 -> 4']],
  ])('%s: %s', async (_, body, parameters, values, expected) => {
    expect(await workingsOf(body, parameters, values)).toEqual(expected);
  });

  it.each<[what: string, condition: string, verdict: string | undefined]>([
    ['turned round', 'if not x:', 'if -> True'],
    ['that ends early', 'if x and x > 3:', 'if -> False'],
    ['of which the second part holds', 'while x > 3 or not x:  # why', 'while -> True'],
    ['of one part', 'if x == 1:', undefined],
    ['that is worked out', 'if x is not None or x not in []:', 'if -> True'],
    ['of one part with a not', 'if x is not None:', undefined],
  ])('tells whether a condition %s holds', async (_, condition, verdict) => {
    const source = `def f(x):\n    ${condition}\n        x = 9\n        return x\n    return x\n`;
    const [working = ''] = (await statesOf(source, 'f(0)')).flatMap(({ working = [] }) => (working.length === 0 ? [] : [describeTokens(working).replaceAll('<is>', ' -> ')]));
    expect(working.split('<expression>').find((row) => /^(if|while) /.test(row))).toBe(verdict);
  });

  it.each<[what: string, expression: string, parameters: string, values: string, expected: string]>([
    ['text up to where it is found', "s.find('lo')", 's', "'hello world, hello'", "s.find('lo') of s -> 'hello -> 3"],
    ['a short text that is put in', "s.index(x)", 's, x', "'hello', 'l'", "'hello'.index('l') reads 'hel -> 2"],
    ['all of it where nothing is found', "s.find('z')", 's', "'hello'", "'hello'.find('z') reads 'hello' -> -1"],
    ['items of a list up to the one', 's.index(x)', 's, x', '[10, 20, 30, 40], 30', 's.index(30) of s -> [10, 20, 30 -> 2'],
    ['with a mark behind each match of a count', "s.count('an')", 's', "'a banana'", "'a banana'.count('an') reads 'a ban==an==a' -> 2"],
    ['and behind each item that is counted', 's.count(x)', 's, x', '(1, 11, 1), 1', '(1, 11, 1).count(1) reads (1==, 11, 1==) -> 2'],
    ['a tuple of one to its end', 's.count(x)', 's, x', '(7,), 1', '(7,).count(1) reads (7,) -> 0'],
    ['keys of a dict up to the one', 'x in s', 's, x', "{'a': 1, 'b': 2}, 'b'", "'b'ins of s -> {'a': 1, 'b' -> True"],
    ['an empty list', 'x not in s', 's, x', '[], 3', '3notin[] reads [] -> True'],
    ['what the source displays', "x in 'aeiou'", 'x', "'e'", "'e'in'aeiou' reads 'ae -> True"],
    ['items that the source displays', 'x in (1, 2)', 'x', '2', '2in(1,2) reads (1, 2 -> True'],
    ['text from its beginning where the search begins later', "s.find('l', k)", 's, k', "'hello', 3", "'hello'.find('l',3) reads 'hell -> 3"],
    ['a dict up to the key', 's[x]', 's, x', "{'a': 1, 'b': 2}, 'b'", "s['b'] of s -> {'a': 1, 'b' -> 2"],
    ['a mark behind each text that is replaced', "s.replace('l', x)", 's, x', "'hello', '**'", "'hello'.replace('l','**') reads 'hel==l==o' -> 'he****o'"],
    ['no more of them than are replaced', "s.replace('l', '', 1)", 's', "'hello'", "'hello'.replace('l','',1) reads 'hel==lo' -> 'helo'"],
    ['a mark behind each separator', "s.split(', ')", 's', "'a, b, c and d'", "s.split(', ') of s -> 'a, ==b, ==c and d' -> ['a', 'b', 'c and d']"],
    ['no more of them than divide', "s.split('-', 1)", 's', "'a-b-c'", "'a-b-c'.split('-',1) reads 'a-==b-c' -> ['a', 'b-c']"],
    ['all of them where the last ones divide', "s.rsplit('-', 1)", 's', "'a-b-c'", "'a-b-c'.rsplit('-',1) reads 'a-==b-==c' -> ['a-b', 'c']"],
    ['the first one of a partition', "s.partition('-')", 's', "'a-b-c'", "'a-b-c'.partition('-') reads 'a-==b-c' -> ('a', '-', 'b-c')"],
    ['all matches of a search from behind', "s.rfind('l')", 's', "'hello'", "'hello'.rfind('l') reads 'hel==l==o' -> 3"],
    ['as much of the beginning as is compared', 's.startswith(x)', 's, x', "'hello', 'hi'", "'hello'.startswith('hi') reads 'he -> False"],
    ['as much of the end as is taken away', 's.removesuffix(x)', 's, x', "'hello', 'lo'", "'hello'.removesuffix('lo') reads lo' -> 'hel'"],
    ['all of what is shorter', 's.endswith(x)', 's, x', "'a', 'aaa'", "'a'.endswith('aaa') reads a' -> False"],
    ['a slice to its end', 's[i:i + 2]', 's, i', "'hello', 1", "1+2 -> 3 ; 'hello'[1:3] reads 'h==el -> 'el'"],
    ['a slice of a list', 's[1:-1]', 's', '[7, 8, 9, 10]', 's[1:-1] of s -> [7, ==8, 9 -> [8, 9]'],
    ['a slice of nothing', 's[4:2]', 's', '(7, 8, 9)', '(7, 8, 9)[4:2] reads (7, 8 -> ()'],
    ['what another call came to', "s.upper().replace('A', x).find(x)", 's, x', "'ab', '-'", "'ab'.upper() -> 'AB' ; 'AB'.replace('A','-') reads 'A==B' -> '-B' ; '-B'.find('-') reads '- -> 0"],
    ['what a call came to that something is looked for in', "x in s.split('-')", 's, x', "'a-b', 'b'", "'a-b'.split('-') reads 'a-==b' -> ['a', 'b'] ; 'b'in['a', 'b'] reads ['a', 'b' -> True"],
    ['a dict to its end', 's.get(x, -1)', 's, x', "{'a': 1}, 'b'", "{'a': 1}.get('b',-1) reads {'a': 1} -> -1"],
  ])('tells what a search reads: %s', async (_, expression, parameters, values, expected) => {
    const [row] = await workingsOf(`return ${expression}`, parameters, values);
    expect(row).toBe(expected);
  });

  it.each<[what: string, expression: string, values: string]>([
    ['from a place counted from the end', "s.find('l', -2)", "'hello'"],
    ['for an item of a list by its place', 's[1]', '[4, 5]'],
    ['of an empty text', "s.find('')", "'hello'"],
    ['of what is written in another way', 's.index(True)', '[0, 1]'],
    ['of a text with escapes', "s.find('b')", "'a\\nb'"],
    ['and replaced each', "s.replace('', '-')", "'hello'"],
    ['from a place on, of its beginning', "s.startswith('l', 2)", "'hello'"],
    ['of any of several beginnings', "s.startswith(('h', 'e'))", "'hello'"],
    ['and split at blanks', 's.split()', "'a b'"],
    ['and cut at one end', 's[1:]', "'hello'"],
    ['and cut by steps', 's[0:4:2]', "'hello'"],
    ['of a range', '3 in s', 'range(9)'],
    ['of what is long', "s.find('a')", "'x' * 80"],
  ])('tells nothing of what is read by a search %s', async (_, expression, values) => {
    for (const row of await workingsOf(`return ${expression}`, 's', values)) expect(row).not.toMatch(/ (reads|of) /);
  });

  it('leaves out what searches read for a model of version 6', async () => {
    const steps = lineSteps(await record("def f(s):\n    return s.find('c')\n", { call: "f('abc')", granularity: 'instruction' }));
    const told = ([6, 7] as const).map((version) => Array.from({ length: steps.count - 1 }, (_, step) => describeTokens(workingTokens(steps, step as StepIndex, (step + 1) as StepIndex, version))).join(''));
    expect(told).toEqual(["<expression>'abc'.find('c')<is>2", "<expression>'abc'.find('c')<of>'abc<is>2"]);
  });

  it('leaves out what else is read for a model of version 7', async () => {
    const steps = lineSteps(await record("def f(s):\n    return s.split('b') and s[1:2]\n", { call: "f('abc')", granularity: 'instruction' }));
    const told = ([7, 8] as const).map((version) => Array.from({ length: steps.count - 1 }, (_, step) => describeTokens(workingTokens(steps, step as StepIndex, (step + 1) as StepIndex, version))).join(''));
    expect(told.map((text) => (text.match(/<of>/g) ?? []).length)).toEqual([0, 2]);
  });

  it('of a long comprehension leaves out what its turns came to', async () => {
    const rows = await workingsOf('return [n for n in range(k) if n >= 0]', 'k', '40');
    expect(rows.slice(1)).toEqual(Array.from({ length: 39 }, (_, n) => `${String(n + 1)}>=0 -> True ; n -> ${String(n + 1)}`));
  });

  it('tells a model of version 4 of a comprehension what that version told', async () => {
    const steps = lineSteps(await record('def f(xs):\n    return [n for n in xs if n > 1]\n', { call: 'f([5, 1])', granularity: 'instruction' }));
    const told = Array.from({ length: steps.count - 1 }, (_, step) => describeTokens(workingTokens(steps, step as StepIndex, (step + 1) as StepIndex, 4)));
    expect(told.filter((text) => text !== '')).toEqual(['<expression>5>1<is>True', '<expression>1>1<is>False']);
  });

  it('leaves a last value of some length to the change for a model of version 5', async () => {
    const steps = lineSteps(await record('def f(s):\n    return s[1:]\n', { call: "f('abcdefghijklm')", granularity: 'instruction' }));
    const told = ([5, 6] as const).map((version) => Array.from({ length: steps.count - 1 }, (_, step) => describeTokens(workingTokens(steps, step as StepIndex, (step + 1) as StepIndex, version))).join(''));
    expect(told).toEqual(['', "<expression>s[1:]<is>'bcdefghijklm'"]);
  });

  it('of calls has what is worked out before them, and after them', async () => {
    const states = await statesOf('def f(n):\n    return n if n < 2 else f(n - 1) * n\n', 'f(2)');
    expect(states.map(({ event, working = [] }) => `${event} ${describeTokens(working)}`)).toEqual([
      'call ',
      'line ',
      'call <expression>2<2<is>False<expression>2-1<is>1',
      'line ',
      'return <expression>1<2<is>True<expression>n<is>1',
      'return <expression>f(1)<is>1<expression>1*2<is>2',
    ]);
  });

  it('is left out of what is long', async () => {
    const [row] = await workingsOf('return max(x % 97 for x in range(n)) - n', 'n', '90');
    // The turns are left out, and the whole stays.
    expect(row).toBe('range(90) -> range(0, 90) ; max(x%97forxinrange(n)) -> 89 ; 89-90 -> -1');
  });

  it('is not known where the trace has lines alone', async () => {
    for (const { working = [] } of await statesOf('def f(a):\n    return a + 1 * 2\n', 'f(1)', 'line')) expect(working).toEqual([]);
  });
});

it('an answer is read with its working and without it, whatever the working says', async () => {
  const states = await statesOf('def f(a):\n    b = a * 2 + 1\n    return b\n', 'f(4)');
  const [before, after] = [at(states, 1), at(states, 2)];
  const target = dynamicTarget(before, after, null, after.working);
  if (!target.ok) throw new Error(target.error.reason);
  const state = canonicalise(after);
  expect(parseAnswer(target.value, before)).toEqual({ kind: 'state', state: { ...state, working: undefined } });
  expect(parseWorking(target.value).map(({ text, value }) => [text, value])).toEqual([
    ['4*2', '8'],
    ['8+1', '9'],
  ]);
  expect(parseAnswer(withoutWorking(target.value), before).kind).toBe('state');
  const wrong = target.value.map((id, place) => (place === 2 ? 400 : id));
  expect(parseAnswer(wrong, before).kind).toBe('state');
  expect(isHopeless([Id.EXPRESSION, Id.EXPRESSION], before)).toBe(true);
  expect(isHopeless([Id.EXPRESSION, Id.IS], before)).toBe(false);
});
