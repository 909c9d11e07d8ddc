import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DecodedRow, DecodeRow } from './decode.ts';
import { decode } from './decode.ts';
import { BYTE_BASE, COMMA_SPACE } from '../scratchpad/vocabulary.ts';
import { placedTokens } from './placed-token.ts';
import { TextCache } from './text-cache.ts';
import { samplerFor } from './sampling.ts';
import type { Session } from './session.ts';
import type { FakeOptions } from './testing/fake-session.ts';
import { FAKE_KINDS, fakeSession, plainGreedy, plainSample } from './testing/fake-session.ts';

const VOCAB = 24;
const END = 2;

/** Depends on all of the text; a `spread` of 1 in so many places ends it. */
function hashedNext(seed: number): FakeOptions['next'] {
  return (text) => {
    let hash = seed >>> 0;
    for (const token of text) hash = Math.imul(hash ^ token, 2654435761) >>> 0;
    hash = (hash ^ (hash >>> 15)) >>> 0;
    return hash % 13 === 0 ? END : 3 + (hash % (VOCAB - 3));
  };
}

async function run(options: FakeOptions, prefix: readonly number[], rows: readonly DecodeRow[]): Promise<{ rows: DecodedRow[]; passes: number }> {
  const session = fakeSession(options);
  const prefixes = new TextCache(session);
  const decoded: DecodedRow[] = [];
  await decode(session, await prefixes.trunk(prefix), rows, {
    endToken: END,
    shouldStop: () => Promise.resolve(false),
    onRow: (index, row) => {
      expect(decoded[index]).toBeUndefined();
      decoded[index] = row;
    },
  });
  prefixes.clear();
  expect(session.liveCaches()).toBe(0);
  return { rows: decoded, passes: session.passes() - 1 };
}

const written = (row: DecodedRow | undefined): number[] => row?.tokens.map((token) => token.id) ?? [];

const token = fc.integer({ min: 3, max: VOCAB - 1 });
const edit = fc.record({ at: fc.nat(30), kind: fc.constantFrom('replace', 'insert', 'delete'), token });

function edited(tokens: readonly number[], edits: readonly { at: number; kind: string; token: number }[]): number[] {
  const result = [...tokens];
  for (const { at, kind, token: other } of edits) {
    if (at >= result.length) continue;
    if (kind === 'replace') result[at] = other;
    else if (kind === 'insert') result.splice(at, 0, other);
    else result.splice(at, 1);
  }
  return result;
}

describe('decode', () => {
  it('writes what plain greedy decoding writes, whatever the draft and the batch', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(),
        fc.array(token, { minLength: 1, maxLength: 12 }),
        fc.array(fc.record({ prompt: fc.array(token, { minLength: 1, maxLength: 8 }), edits: fc.array(edit, { maxLength: 4 }), limit: fc.integer({ min: 1, max: 60 }) }), {
          minLength: 1,
          maxLength: 12,
        }),
        fc.constantFrom(...FAKE_KINDS),
        async (seed, prefix, cases, kind) => {
          const next = hashedNext(seed);
          const greedy = cases.map(({ prompt, limit }) => plainGreedy(next, [...prefix, ...prompt], END, limit));
          const rows = cases.map(({ prompt, edits, limit }, i) => ({ prompt, limit, draft: edited(greedy[i] ?? [], edits) }));
          // The last token that a row may write is fed to no pass.
          const contextLength = prefix.length + Math.max(...rows.map(({ prompt, limit }) => prompt.length + limit - 1));
          const result = await run({ vocabSize: VOCAB, next, ...kind, contextLength }, prefix, rows);
          rows.forEach((row, i) => {
            const expected = greedy[i] ?? [];
            expect(written(result.rows[i])).toEqual(expected);
            expect(result.rows[i]?.ended).toBe(expected.at(-1) === END);
            const differs = expected.findIndex((id, place) => row.draft[place] !== id);
            expect(result.rows[i]?.verified).toBe(differs < 0 ? expected.length : differs);
          });
        },
      ),
      { numRuns: 300 },
    );
  });

  it('tells how far a value goes on of what the model was given, and of nothing else', async () => {
    const any = fc.oneof(token, fc.integer({ min: BYTE_BASE, max: BYTE_BASE + 2 }), fc.constant(COMMA_SPACE));
    await fc.assert(
      fc.asyncProperty(
        fc.nat(),
        fc.array(any, { minLength: 1, maxLength: 12 }),
        fc.array(fc.record({ prompt: fc.array(any, { minLength: 1, maxLength: 12 }), given: fc.integer({ min: 1, max: 12 }), edits: fc.array(edit, { maxLength: 3 }) }), { minLength: 1, maxLength: 12 }),
        fc.constantFrom(...FAKE_KINDS),
        async (seed, prefix, cases, kind) => {
          const next = hashedNext(seed);
          const texts = cases.map(({ prompt, given }) => [...placedTokens(prefix, true), ...placedTokens(prompt.slice(0, given), false), ...prompt.slice(given)]);
          const greedy = texts.map((text) => plainGreedy(next, text, END, 20));
          const rows = cases.map(({ prompt, given, edits }, i) => ({ prompt, given: Math.min(given, prompt.length), limit: 20, draft: edited(greedy[i] ?? [], edits) }));
          const result = await run({ vocabSize: VOCAB, next, ...kind, looksAhead: true }, prefix, rows);
          expect(result.rows.map(written)).toEqual(greedy);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('samples what sampling a token at a time would, whatever the draft and the batch', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(),
        fc.array(token, { minLength: 1, maxLength: 12 }),
        fc.array(fc.record({ prompt: fc.array(token, { minLength: 1, maxLength: 8 }), edits: fc.array(edit, { maxLength: 4 }), limit: fc.integer({ min: 1, max: 40 }) }), {
          minLength: 1,
          maxLength: 12,
        }),
        fc.double({ min: 0.2, max: 3, noNaN: true }),
        fc.constantFrom(...FAKE_KINDS),
        async (seed, prefix, cases, temperature, kind) => {
          const options = { vocabSize: VOCAB, next: hashedNext(seed), ...kind };
          const samplers = cases.map((_, step) => samplerFor({ temperature, seed }, step));
          const plain = cases.map(({ prompt, limit }, i) => plainSample(options, [...prefix, ...prompt], END, limit, samplers[i]!));
          const rows = cases.map(({ prompt, edits, limit }, i) => ({ prompt, limit, draft: edited(plain[i] ?? [], edits), sampler: samplers[i] }));
          const result = await run(options, prefix, rows);
          expect(result.rows.map(written)).toEqual(plain);
        },
      ),
      { numRuns: 200 },
    );
  });

  const story = (text: readonly number[]): number => [5, 6, 7, 8, 9, 10, 11, 12, 13, 14, END][text.length - 3] ?? END;
  const truth = [5, 6, 7, 8, 9, 10, 11, 12, 13, 14, END];

  it('needs one pass where the draft is right', async () => {
    const { rows, passes } = await run({ vocabSize: VOCAB, next: story }, [1, 3], [{ prompt: [4], draft: truth, limit: 20 }]);
    expect(written(rows[0])).toEqual(truth);
    expect(rows[0]?.verified).toBe(truth.length);
    expect(passes).toBe(1);
  });

  it('needs two passes where one token differs', async () => {
    const draft = truth.map((id) => (id === 8 ? 20 : id));
    const { rows, passes } = await run({ vocabSize: VOCAB, next: story }, [1, 3], [{ prompt: [4], draft, limit: 20 }]);
    expect(written(rows[0])).toEqual(truth);
    expect(rows[0]?.verified).toBe(3);
    expect(passes).toBe(2);
  });

  it('finds its place in the draft again after a value of another length', async () => {
    const draft = truth.filter((id) => id !== 8);
    const { rows, passes } = await run({ vocabSize: VOCAB, next: story }, [1, 3], [{ prompt: [4], draft, limit: 20 }]);
    expect(written(rows[0])).toEqual(truth);
    expect(passes).toBeLessThan(6);
  });

  it('gives probabilities that sum to at most one, best first', async () => {
    const { rows } = await run({ vocabSize: VOCAB, next: story }, [1, 3], [{ prompt: [4], draft: [], limit: 20 }]);
    for (const { alternatives, ...token } of rows[0]?.tokens ?? []) {
      expect(alternatives[0]).toEqual(token);
      const probabilities = alternatives.map((choice) => Math.exp(choice.logProbability));
      expect(probabilities).toHaveLength(5);
      expect([...probabilities].sort((a, b) => b - a)).toEqual(probabilities);
      expect(probabilities.reduce((a, b) => a + b)).toBeLessThanOrEqual(1);
    }
  });

  it('stops when it is told to, and leaves no cache behind', async () => {
    const session = fakeSession({ vocabSize: VOCAB, next: () => 5 });
    const prefixes = new TextCache(session);
    let asked = 0;
    const rows: DecodedRow[] = [];
    await decode(session, await prefixes.trunk([1]), [{ prompt: [4], draft: [], limit: 1000 }], {
      endToken: END,
      shouldStop: () => Promise.resolve(++asked > 10),
      onRow: (_, row) => rows.push(row),
    });
    expect(rows).toEqual([]);
    expect(session.passes()).toBe(11);
    prefixes.clear();
    expect(session.liveCaches()).toBe(0);
  });

  it('reads once what texts have in common, in one call and from call to call', async () => {
    const session = fakeSession({ vocabSize: VOCAB, next: (text) => (text.length < 8 ? 5 : END) });
    let fed = 0;
    const counting: Session = { ...session, forward: (input) => ((fed += input.tokens.length), session.forward(input)) };
    const prefixes = new TextCache(counting);
    const ask = async (...prompts: number[][]): Promise<number> => {
      const before = fed;
      const rows = prompts.map((prompt) => ({ prompt, draft: [5, END], limit: 9 }));
      await decode(counting, await prefixes.trunk([1]), rows, { endToken: END, shouldStop: () => Promise.resolve(false), onRow: () => undefined });
      return fed - before;
    };
    // The prefix, six tokens of a prompt, one of the draft; of the others the last of the prompt and one of the draft.
    expect(await ask([4, 5, 6, 7, 8, 9], [4, 5, 6, 7, 8, 10], [4, 5, 6, 7, 8, 11])).toBe(1 + 7 + 2 + 2);
    expect(await ask([4, 5, 6, 7, 8, 12])).toBe(2);
    expect(await ask([4, 5, 6, 7, 8, 12])).toBe(2);
  });

  it('drops the rows after one that leaves its draft, where they count only together', async () => {
    const rows = [4, 5, 6, 7].map((last) => ({ prompt: [last], draft: last === 6 ? [9, END] : [8, END], limit: 4 }));
    for (const kind of FAKE_KINDS) {
      const session = fakeSession({ vocabSize: VOCAB, next: (text) => (text.length === 2 ? 8 : END), ...kind });
      const prefixes = new TextCache(session);
      const done: number[] = [];
      await decode(session, await prefixes.trunk([1]), rows, { endToken: END, shouldStop: () => Promise.resolve(false), onRow: (index) => done.push(index), chained: true });
      expect(done).toEqual([0, 1, 2]);
      prefixes.clear();
      expect(session.liveCaches()).toBe(0);
    }
  });

  it('goes on after a pass that failed', async () => {
    const session = fakeSession({ vocabSize: VOCAB, next: story });
    let fails = true;
    const failing: Session = { ...session, forward: (input) => (fails && input.wanted.length > 0 ? Promise.reject(new Error('no memory')) : session.forward(input)) };
    const prefixes = new TextCache(failing);
    const rows: DecodedRow[] = [];
    const once = async (): Promise<void> =>
      decode(failing, await prefixes.trunk([1, 3]), [{ prompt: [4], draft: truth, limit: 20 }], { endToken: END, shouldStop: () => Promise.resolve(false), onRow: (_, row) => rows.push(row) });
    await expect(once()).rejects.toThrow('no memory');
    fails = false;
    await once();
    expect(written(rows[0])).toEqual(truth);
  });
});
