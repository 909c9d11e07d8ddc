/**
 * Golden vectors of the grammar: `golden/vectors.json` must stay as it is for as long as its version does, and
 * `golden/deltas-1.json`, of version 1, for as long as links that were made with it are to open.
 * `UPDATE_GOLDEN=1 npx vitest run src/scratchpad` writes the token ids anew from the cases in the file.
 */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { at } from '../base/assert.ts';
import { unwrap } from '../base/testing/unwrap.ts';
import type { PrintedState } from '../trace/printed-state.ts';
import type { CodeInfo, Granularity } from '../trace/wire.ts';
import { Bytecode } from './bytecode.ts';
import { encodeDelta } from './delta.ts';
import { directSuffix, directTarget } from './direct.ts';
import type { CallOutcome } from './direct.ts';
import { dynamicSuffix, dynamicTarget } from './dynamic.ts';
import { historyPlaces, historyStep, historySuffix, parseHistory } from './history.ts';
import type { StepOutline } from './history.ts';
import { parseDelta } from './parse-delta.ts';
import { promptPrefix } from './prompt.ts';
import { encodeSource } from './source.ts';
import { canonicalise, encodeState } from './state-text.ts';
import { describeTokens, tokenizerFile } from './tokenizer.ts';
import { GRAMMAR_VERSION, Id } from './vocabulary.ts';

interface Vectors {
  grammarVersion: number;
  tokenizerSha256: string;
  sources: { source: string; text: string; ids: number[] }[];
  states: { state: PrintedState; text: string; ids: number[] }[];
  deltas: { before: PrintedState; after: PrintedState; text: string; ids: number[] }[];
  direct: { source: string; call: string; outcome: CallOutcome; text: string; ids: number[] }[];
  /** What each strategy writes of a run, from its first state on. `texts` are prompts and targets as one. */
  runs: (Run & { texts: Record<string, { text: string; ids: number[] }> })[];
}

interface Run {
  granularity: Granularity;
  source: string;
  call: string;
  codes: CodeInfo[];
  states: PrintedState[];
}

const FILE = new URL('golden/vectors.json', import.meta.url);

const HISTORIES = ['scratchpad', 'compact', 'compact-step-in'] as const;

function bytecodeOf({ granularity, codes, call }: Run): Bytecode | null {
  return granularity === 'line' ? null : new Bytecode({ codes, call });
}

function outlines(states: readonly PrintedState[]): StepOutline[] {
  return states.map(({ event, frames }) => ({ event, depth: frames.length }));
}

/** The prompt's part after the prefix, and the answer, by strategy. */
function textsOf(run: Run): Record<string, number[]> {
  const bytecode = bytecodeOf(run);
  const { states } = run;
  const start = at(states, 0);
  const last = at(states, states.length - 1);
  const prefix = unwrap(promptPrefix(run.source, bytecode));
  const texts: Record<string, number[]> = {
    prefix,
    'dynamic, 1 step': [...unwrap(dynamicSuffix(prefix, start, 1, bytecode)), ...unwrap(dynamicTarget(start, at(states, 1), bytecode))],
    'dynamic, 32 steps': [...unwrap(dynamicSuffix(prefix, start, 32, bytecode)), ...unwrap(dynamicTarget(start, last, bytecode))],
  };
  for (const strategy of HISTORIES) {
    const text = unwrap(historySuffix(strategy, start, bytecode));
    let before = start;
    for (const place of historyPlaces(strategy, outlines(states), 0)) {
      text.push(...unwrap(historyStep(strategy, before, at(states, place), bytecode)));
      before = at(states, place);
    }
    texts[strategy] = [...text, Id.EOS];
  }
  return texts;
}

function compute(vectors: Vectors): Vectors {
  const withText = (tokens: number[]): { text: string; ids: number[] } => ({ text: describeTokens(tokens), ids: tokens });
  return {
    grammarVersion: GRAMMAR_VERSION,
    tokenizerSha256: createHash('sha256').update(tokenizerFile()).digest('hex'),
    sources: vectors.sources.map(({ source }) => ({ source, ...withText(unwrap(encodeSource(source))) })),
    states: vectors.states.map(({ state }) => ({ state, ...withText(unwrap(encodeState(state))) })),
    deltas: vectors.deltas.map(({ before, after }) => ({ before, after, ...withText(unwrap(encodeDelta(before, after))) })),
    direct: vectors.direct.map(({ source, call, outcome }) => ({
      source,
      call,
      outcome,
      ...withText([...unwrap(promptPrefix(source)), ...directSuffix(call), ...directTarget(outcome)]),
    })),
    runs: vectors.runs.map(({ granularity, source, call, codes, states }) => {
      const run = { granularity, source, call, codes, states };
      return { ...run, texts: Object.fromEntries(Object.entries(textsOf(run)).map(([name, tokens]) => [name, withText(tokens)])) };
    }),
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

  it('deltas of version 1 are written as they were, and are read', () => {
    const old = JSON.parse(readFileSync(new URL('golden/deltas-1.json', import.meta.url), 'utf8')) as Pick<Vectors, 'deltas'>;
    expect(old.deltas.length).toBeGreaterThan(5);
    for (const { before, after, ids: tokens } of old.deltas) {
      expect(unwrap(encodeDelta(before, after, null, 1))).toEqual(tokens);
      expect(parseDelta(tokens, before)).toEqual({ kind: 'state', state: canonicalise(after) });
    }
  });

  it('deltas parse back', () => {
    for (const { before, after, ids: tokens } of computed.deltas) {
      expect(parseDelta(tokens, before)).toEqual({ kind: 'state', state: canonicalise(after) });
    }
  });

  it('histories parse back', () => {
    for (const run of computed.runs) {
      const bytecode = bytecodeOf(run);
      const start = at(run.states, 0);
      for (const strategy of HISTORIES) {
        const answer = (run.texts[strategy]?.ids ?? []).slice(unwrap(historySuffix(strategy, start, bytecode)).length);
        const parsed = parseHistory(strategy, answer, start, bytecode);
        const places = historyPlaces(strategy, outlines(run.states), 0);
        expect(parsed.end).toBe('ended');
        expect(parsed.steps.map((step) => step.state)).toEqual(places.map((place) => canonicalise(at(run.states, place), run.granularity)));
        expect(parsed.steps.map((step) => step.to)).toEqual([...parsed.steps.slice(1).map((step) => step.from), answer.length - 1]);
      }
    }
  });
});
