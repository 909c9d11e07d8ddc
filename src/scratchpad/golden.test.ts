/**
 * Golden vectors of grammar version 1: `golden/vectors.json` must stay as it is for as long as the version does.
 * `UPDATE_GOLDEN=1 npx vitest run src/scratchpad` writes the token ids anew from the cases in the file.
 */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { PrintedState } from '../trace/printed-state.ts';
import { encodeDelta } from './delta.ts';
import { directPrompt, directTarget } from './direct.ts';
import { parseDelta } from './parse-delta.ts';
import { encodeSource } from './source.ts';
import { canonicalise, encodeState } from './state-text.ts';
import { describeTokens, tokenizerFile } from './tokenizer.ts';
import { GRAMMAR_VERSION } from './vocabulary.ts';

interface Vectors {
  grammarVersion: number;
  tokenizerSha256: string;
  sources: { source: string; text: string; ids: number[] }[];
  states: { state: PrintedState; text: string; ids: number[] }[];
  deltas: { before: PrintedState; after: PrintedState; text: string; ids: number[] }[];
  direct: { source: string; call: string; value: string; text: string; ids: number[] }[];
}

const FILE = new URL('golden/vectors.json', import.meta.url);

function ids(result: { ok: true; value: number[] } | { ok: false; error: unknown }): number[] {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

function compute(vectors: Vectors): Vectors {
  const withText = (tokens: number[]): { text: string; ids: number[] } => ({ text: describeTokens(tokens), ids: tokens });
  return {
    grammarVersion: GRAMMAR_VERSION,
    tokenizerSha256: createHash('sha256').update(tokenizerFile()).digest('hex'),
    sources: vectors.sources.map(({ source }) => ({ source, ...withText(ids(encodeSource(source))) })),
    states: vectors.states.map(({ state }) => ({ state, ...withText(ids(encodeState(state))) })),
    deltas: vectors.deltas.map(({ before, after }) => ({ before, after, ...withText(ids(encodeDelta(before, after))) })),
    direct: vectors.direct.map(({ source, call, value }) => ({
      source,
      call,
      value,
      ...withText([...ids(directPrompt(source, call)), ...directTarget(value)]),
    })),
  };
}

const vectors = JSON.parse(readFileSync(FILE, 'utf8')) as Vectors;
const computed = compute(vectors);
if (process.env['UPDATE_GOLDEN'] === '1') {
  // One line a token list, so that a change reads as a diff.
  const text = JSON.stringify(computed, null, 1).replace(/\[\s+(\d+(?:,\s+\d+)*)\s+\]/g, (list) => list.replace(/\s+/g, ' '));
  writeFileSync(FILE, `${text}\n`);
}

describe('golden vectors', () => {
  it.skipIf(process.env['UPDATE_GOLDEN'] === '1')('are unchanged', () => {
    expect(computed).toEqual(vectors);
  });

  it('deltas parse back', () => {
    for (const { before, after, ids: tokens } of computed.deltas) {
      expect(parseDelta(tokens, before)).toEqual({ kind: 'state', state: canonicalise(after) });
    }
  });
});
