import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { at } from '../base/assert.ts';
import type { PythonRunner } from '../python/protocol.ts';
import { lex } from '../scratchpad/lexer.ts';
import { describeTokens } from '../scratchpad/tokenizer.ts';
import { scratchpadStepIndices } from '../scratchpad/trace-steps.ts';
import { lineSteps, type StepIndex } from '../trace/line-steps.ts';
import { TraceScript } from '../trace/testing/trace-from-script.ts';
import { Exclusions, functionKeys, readSources } from './corpus-exclude.ts';
import { programSeed, randomNumbers, rankedSteps } from './corpus-pick.ts';
import { programDocuments } from './corpus-program.ts';
import { readTasks } from './corpus-tasks.ts';
import { ShardWriter } from './corpus-shards.ts';

const SOURCE = 'def f(n):\n    t = 0\n    for i in range(n):\n        t += i\n    return t';

/** The loop of `SOURCE` for n = `turns`, as a runner would trace it. */
function loopScript(turns: number): TraceScript {
  const script = new TraceScript({ codes: { f: { locals: ['n', 't', 'i'] }, '<lambda>': {} }, source: SOURCE, call: `f(${turns})` });
  const range = script.object(8, 'range', [0, turns, 1]);
  const iterator = script.iterator('range_iterator', 0, range);
  script.at('f', 1, { call: true, locals: { n: turns } });
  script.at('f', 2, { line: true });
  script.at('f', 3, { line: true, locals: { t: 0 } });
  let total = 0;
  for (let i = 0; i < turns; i += 1) {
    iterator.values = [i + 1, range];
    script.at('f', 4, { line: true, locals: { i }, stack: [iterator], changed: [iterator] });
    script.at('<lambda>', 4, { call: true });
    script.at('<lambda>', 4, { return: true, stack: [1] });
    total += i;
    script.at('f', 3, { line: true, locals: { t: total }, stack: [iterator] });
  }
  script.at('f', 5, { line: true });
  script.at('f', 5, { return: true, stack: [total] });
  return script;
}

function fakeRunner(script: () => TraceScript, reason: 'finished' | 'stopped' = 'finished'): PythonRunner {
  return {
    ready: Promise.resolve(),
    run: (_, events) => {
      const traced = script();
      events.header(traced.header);
      events.chunk(traced.cut());
      events.end(reason === 'finished' ? { reason, value: '3' } : { reason });
      return Promise.resolve();
    },
    stop: () => undefined,
    dispose: () => undefined,
  };
}

const OPTIONS = { tasks: readTasks('dynamic', 'line', '', 12), seed: 1, maxSteps: 400, contextLength: 1024 };
const PROGRAM = { id: 'p', code: SOURCE, call: 'f(3)' };

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'corpus-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe('picking pairs', () => {
  const rank = (steps: ReturnType<typeof lineSteps>, seed: number): number[] => rankedSteps(steps, scratchpadStepIndices(steps), randomNumbers(seed));

  it('is a matter of the seed, and takes every step but the last once', () => {
    const steps = lineSteps(loopScript(10).trace());
    const ranked = rank(steps, programSeed(1, 'a'));
    expect(ranked).toEqual(rank(steps, programSeed(1, 'a')));
    expect(ranked).not.toEqual(rank(steps, programSeed(2, 'a')));
    expect(ranked).toHaveLength(24);
    expect(new Set(ranked).size).toBe(24);
  });

  it('prefers what happens once to the turns of a loop', () => {
    const steps = lineSteps(loopScript(100).trace());
    const last = scratchpadStepIndices(steps).length - 1;
    const places = Array.from({ length: 100 }, (_, seed) => rank(steps, seed).indexOf(last - 1));
    expect(places.filter((place) => place < 12).length).toBeGreaterThan(80);
  });

  it('prefers lines that test something to others that change nothing', () => {
    const script = new TraceScript({ codes: { f: {} }, source: 'def f():\n' + '    pass\n'.repeat(40), call: 'f()' });
    script.at('f', 1, { call: true });
    for (let line = 2; line <= 41; line += 1) script.at('f', line, { line: true });
    const trace = script.trace();
    const code = at(trace.header.codes, 0);
    // Every second line ends in a jump.
    const instructions = code.instructions.map((one) => (one.line !== null && one.line % 2 === 0 ? { ...one, name: 'POP_JUMP_IF_FALSE' } : one));
    Object.assign(code, { instructions });
    const steps = lineSteps(trace);
    const early = Array.from({ length: 50 }, (_, seed) => rank(steps, seed).slice(0, 10)).flat();
    const lines = early.map((step) => at(trace.lines, steps.recordOf(step as StepIndex)));
    expect(lines.filter((line) => line % 2 === 0).length).toBeGreaterThan(0.7 * lines.length);
  });
});

describe('a program', () => {
  it('becomes a document', async () => {
    const documents = await programDocuments(fakeRunner(() => loopScript(3)), PROGRAM, OPTIONS);
    if (!documents.ok) throw new Error(documents.error);
    const document = at(documents.value, 0);
    expect(describeTokens(document.prefix)).toMatch(/^<bos><dynamic><by-line><L1><I0>deff/);
    const pairs = document.pairs.map(({ prompt, target }) => describeTokens([...prompt, ...target]));
    expect(pairs).toHaveLength(10);
    expect(pairs[0]).toBe('<state><frame>f<L1><var>n<is>3<call><L1><I0>deff(n):<line><L2><jump:1><line><L2><eos>');
    expect(pairs).toContain(
      '<state><frame>f<L4><var>i<is>1<var>n<is>3<var>t<is>0<iterator>2<is>range(0, 3)<at>2<line><L4><I2>t+=i<line><L3><jump:1><var>t<is>1<line><L3><eos>',
    );
  });

  async function texts(strategies: string, mix = '', contextLength = 1024): Promise<string[]> {
    const options = { ...OPTIONS, tasks: readTasks(strategies, 'line', mix, 12), contextLength };
    const documents = await programDocuments(fakeRunner(() => loopScript(3)), PROGRAM, options);
    if (!documents.ok) throw new Error(documents.error);
    return documents.value.flatMap((document) => document.pairs).map(({ task, prompt, target }) => `${task}: ${describeTokens(prompt)} ${describeTokens(target)}`);
  }

  it('has one document for all strategies by line', async () => {
    const all = await texts('direct,compact,scratchpad,dynamic-n', 'compact=1,compact-step-in=1,scratchpad=1');
    expect(all.filter((text) => !text.startsWith('dynamic-n'))).toEqual([
      'direct: <direct><expression>f(3)<answer> 3<eos>',
      expect.stringMatching(/^compact: <compact><state><frame>f.*<var>n<is>3.*<return><L5>3<eos>$/),
      expect.stringMatching(/^compact-step-in: <compact-step-in><state><frame>f.*<return><L5>3<eos>$/),
      expect.stringMatching(/^scratchpad: <scratchpad><state>.*<state><frame>f<L5><var>i<is>2<var>n<is>3<var>t<is>3<return>3<eos>$/),
    ]);
    const jumps = all.filter((text) => text.startsWith('dynamic-n'));
    expect(jumps).toHaveLength(4);
    // A jump past the end leads to the last state.
    expect(jumps.at(-1)).toMatch(/<jump:\d+> .*<return><L5>3<eos>$/);
  });

  it('has as many whole steps of a history as fit', async () => {
    const [cut] = await texts('scratchpad', 'scratchpad=1', 110);
    expect(cut).toMatch(/^scratchpad: <scratchpad><state>.*<line>$/);
  });

  it.each(['dynamic,other', ''])('names a strategy that there is not (%s)', (strategies) => {
    expect(() => readTasks(strategies, 'line', '', 12)).toThrow(/--strategies takes/);
  });

  it.each([['dynamic', 'word', ''], ['dynamic', 'line', 'direct=1'], ['dynamic', 'line', 'dynamic=x'], ['dynamic', 'line', 'dynamic=']])('refuses tasks that make no sense (%s, %s, %s)', (strategies, granularities, mix) => {
    expect(() => readTasks(strategies, granularities, mix, 12)).toThrow(/--(granularities|mix)/);
  });

  it('is skipped with a reason', async () => {
    const runner = fakeRunner(() => loopScript(3));
    const reason = async (program: typeof PROGRAM, options = OPTIONS, from = runner): Promise<unknown> => {
      const documents = await programDocuments(from, program, options);
      return documents.ok ? null : documents.error;
    };
    expect(await reason({ ...PROGRAM, code: '"' })).toBe('source-not-lexed');
    expect(await reason(PROGRAM, { ...OPTIONS, contextLength: 20 })).toBe('context-too-small');
    expect(await reason(PROGRAM, { ...OPTIONS, contextLength: 42 })).toBe('no-segments');
    expect(await reason(PROGRAM, OPTIONS, fakeRunner(() => loopScript(3), 'stopped'))).toBe('stopped');
  });
});

describe('shards', () => {
  it('hold what was added', () => {
    const writer = new ShardWriter(folder, 8);
    writer.add({ prefix: [1, 7], pairs: [{ prompt: [10, 11], target: [20, 2] }, { prompt: [10], target: [21, 2] }] });
    writer.add({ prefix: [1], pairs: [{ prompt: [12], target: [2] }] });
    const [first, second] = writer.finish();
    expect(first).toMatchObject({ name: '00000', documents: 1, pairs: 2, tokens: 9, loss_tokens: 4, bytes: 9 * 5 + 8 });
    expect(second).toMatchObject({ name: '00001', documents: 1, pairs: 1, tokens: 3, loss_tokens: 1 });
    const read = (file: string): Buffer => readFileSync(join(folder, `00000.${file}`));
    expect([...new Uint16Array(new Uint8Array(read('tokens.u16')).buffer)]).toEqual([1, 7, 10, 11, 20, 2, 10, 21, 2]);
    expect([...new Uint16Array(new Uint8Array(read('segments.u16')).buffer)]).toEqual([0, 0, 1, 1, 1, 1, 2, 2, 2]);
    expect([...read('loss.u8')]).toEqual([0, 0, 0, 0, 1, 1, 0, 1, 1]);
    expect([...new Uint32Array(new Uint8Array(read('documents.u32')).buffer)]).toEqual([0, 9]);
  });
});

describe('exclusion', () => {
  const reason = (theirs: string, ours: string, run = 13): unknown => new Exclusions([theirs], run).reasonAgainst(ours);

  it('finds the same function under other names and blanks', () => {
    expect(reason(SOURCE, 'import math\ndef total(m):\n  s = 0 # sum\n\n  for k in range(m):\n     s += k\n  return s', 1000)).toBe('excluded-same-function');
    expect(reason(SOURCE, SOURCE.replace('t += i', 't -= i'), 1000)).toBeNull();
    expect(reason('def f(x):\n    return len(x)', 'def f(x):\n    return sum(x)', 1000)).toBeNull();
  });

  it('finds a shared run of tokens', () => {
    expect(reason(SOURCE, `${SOURCE}\n    x = 1`)).toBe('excluded-shared-run');
    expect(reason(SOURCE, 'def g(xs):\n    return xs[0]')).toBeNull();
  });

  it('tells functions apart', () => {
    const lexed = lex('def f():\n    def g(a): return a\n    return g\nx = 1\ndef h(b): return b');
    if (!lexed.ok) throw new Error('not lexed');
    expect(functionKeys(lexed.value)).toHaveLength(3);
  });

  it('names a file that it cannot read', () => {
    const file = join(folder, 'x.jsonl');
    writeFileSync(file, `${JSON.stringify({ code: 'x' })}\n{}\n`);
    expect(() => readSources([file])).toThrow(/x\.jsonl:2/);
    expect(() => readSources([join(folder, 'none')])).toThrow(/none/);
  });
});
