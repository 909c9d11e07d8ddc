import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { at } from '../base/assert.ts';
import type { PythonRunner } from '../python/protocol.ts';
import { lex } from '../scratchpad/lexer.ts';
import { describeTokens } from '../scratchpad/tokenizer.ts';
import { lineSteps } from '../trace/line-steps.ts';
import { TraceScript } from '../trace/testing/trace-from-script.ts';
import { Exclusions, functionKeys, readSources } from './corpus-exclude.ts';
import { programSeed, randomNumbers, rankedPairs } from './corpus-pick.ts';
import { programDocuments } from './corpus-program.ts';
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

const OPTIONS = { strategies: ['dynamic' as const], seed: 1, pairs: 12, maxSteps: 400, contextLength: 1024 };
const PROGRAM = { id: 'p', code: SOURCE, call: 'f(3)' };

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'corpus-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe('picking pairs', () => {
  it('is a matter of the seed, and takes every pair once', () => {
    const steps = lineSteps(loopScript(10).trace());
    const ranked = rankedPairs(steps, randomNumbers(programSeed(1, 'a')));
    expect(ranked).toEqual(rankedPairs(steps, randomNumbers(programSeed(1, 'a'))));
    expect(ranked).not.toEqual(rankedPairs(steps, randomNumbers(programSeed(2, 'a'))));
    expect(ranked).toHaveLength(24);
    expect(new Set(ranked.map((pair) => pair.before)).size).toBe(24);
  });

  it('prefers what happens once to the turns of a loop', () => {
    const steps = lineSteps(loopScript(100).trace());
    const last = steps.count - 1;
    const places = Array.from({ length: 100 }, (_, seed) =>
      rankedPairs(steps, randomNumbers(seed)).findIndex((pair) => pair.after === last),
    );
    expect(places.filter((place) => place < 12).length).toBeGreaterThan(80);
  });

  it('steps over code without a name', () => {
    const steps = lineSteps(loopScript(2).trace());
    const lambdas = rankedPairs(steps, randomNumbers(1)).filter((pair) => steps.trace.codeAt(steps.recordOf(pair.after)).name !== 'f');
    expect(lambdas).toEqual([]);
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
    expect(pairs[0]).toBe('<state><frame>f<L1><var>n<is>3<call><jump:1><line><L2><eos>');
    expect(pairs).toContain(
      '<state><frame>f<L4><var>i<is>1<var>n<is>3<var>t<is>0<iterator>2<of>range(0, 3)<line><jump:1><var>t<is>1<line><L3><eos>',
    );
  });

  it('becomes a direct document', async () => {
    const documents = await programDocuments(fakeRunner(() => loopScript(3)), PROGRAM, { ...OPTIONS, strategies: ['direct', 'dynamic'] });
    if (!documents.ok) throw new Error(documents.error);
    expect(documents.value).toHaveLength(2);
    const { prefix, pairs } = at(documents.value, 0);
    expect(describeTokens(prefix)).toMatch(/^<bos><direct><L1>.*returnt$/);
    expect(pairs.map(({ prompt, target }) => describeTokens([...prompt, ...target]))).toEqual(['<expression>f(3)<answer>3<eos>']);
  });

  it('is skipped with a reason', async () => {
    const runner = fakeRunner(() => loopScript(3));
    const reason = async (program: typeof PROGRAM, options = OPTIONS, from = runner): Promise<unknown> => {
      const documents = await programDocuments(from, program, options);
      return documents.ok ? null : documents.error;
    };
    expect(await reason({ ...PROGRAM, code: '"' })).toBe('source-not-lexed');
    expect(await reason(PROGRAM, { ...OPTIONS, contextLength: 20 })).toBe('context-too-small');
    expect(await reason(PROGRAM, { ...OPTIONS, contextLength: 42 })).toBe('too-long');
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
