/**
 * Decoding with drafts, greedy or sampled. A draft (mostly the truth) is put after the prompt, one pass gives the best token at each
 * of its places, and it is accepted as far as it agrees: by causality these are the tokens that decoding one at a time
 * would have written. The tests compare both, token for token.
 *
 * After a difference decoding goes on with the KV cache. What is left of the draft is proposed again, first in place
 * (the model wrote one token differently), then from where the last two written tokens stand in it (the model wrote a
 * value of another length); proposals cost little and never change the outcome.
 */
import { at } from '../base/assert.ts';
import type { Choice } from './choices.ts';
import { bestChoices } from './choices.ts';
import type { Sampler } from './sampling.ts';
import { sampleChoice } from './sampling.ts';
import type { KeyValueCache, Session } from './session.ts';

export interface DecodeRow {
  /** Follows the cached prefix. Not empty. */
  readonly prompt: readonly number[];
  /** Proposed answer, the end token included; may be empty. */
  readonly draft: readonly number[];
  /** Most tokens to write, the end token included; at least 1. */
  readonly limit: number;
  /** How tokens are drawn; greedy where there is none. */
  readonly sampler?: Sampler | undefined;
  /** Asked after each token, the last one too: whether the text is done with it, though neither its end nor its limit has come. */
  readonly isDone?: ((tokens: readonly WrittenToken[]) => boolean) | undefined;
}

/** A token that was written, and what the model thought of most at its place. */
export interface WrittenToken extends Choice {
  /** The best choices, best first; the first is the token itself under greedy decoding. */
  readonly alternatives: readonly Choice[];
}

export interface DecodedRow {
  readonly tokens: readonly WrittenToken[];
  /** Leading tokens of the draft that the first pass confirmed. */
  readonly verified: number;
  /** Whether the last token is the end token; if not, the limit was reached or the row said that it was done. */
  readonly ended: boolean;
}

export interface DecodeOptions {
  readonly endToken: number;
  /** Called as soon as a row is done, once a row unless stopped before. */
  readonly onRow: (rowIndex: number, row: DecodedRow) => void;
  /** Asked before each pass; true ends the decoding where it is. */
  readonly shouldStop: () => Promise<boolean>;
}

/** Draft tokens of one pass after the first difference: past that, a wrong proposal costs more than a right one saves. */
const PROPOSAL_LIMIT = 16;

interface RowState {
  readonly row: DecodeRow;
  readonly written: WrittenToken[];
  /** Tokens that are part of the text and not in the cache yet. */
  certain: readonly number[];
  /** What may follow them. */
  proposal: readonly number[];
  /** Place of the first of `certain` in the row's text. */
  position: number;
  /** For each column of the cache, whether it belongs to the row's text. */
  mask: number[];
  verified: number | null;
  done: boolean;
}

/**
 * Decodes rows that share a cached prefix, all in one batch.
 * @param prefix cache of one row, all of its columns visible; it stays valid and is not disposed of.
 */
export async function decode(session: Session, prefix: KeyValueCache, rows: readonly DecodeRow[], options: DecodeOptions): Promise<void> {
  const states = rows.map((row): RowState => ({
    row,
    written: [],
    certain: row.prompt,
    proposal: row.draft.slice(0, row.limit),
    position: prefix.length,
    mask: Array.from({ length: prefix.length }, () => 1),
    verified: null,
    done: false,
  }));
  let cache = rows.length === 1 ? prefix : session.repeat(prefix, rows.length);
  const replaceCache = (next: KeyValueCache): void => {
    if (cache !== prefix) cache.dispose();
    cache = next;
  };
  try {
    while (states.some((state) => !state.done)) {
      if (await options.shouldStop()) return;
      const fed = states.map(tokensToFeed);
      const length = Math.max(...fed.map((tokens) => tokens.length));
      states.forEach((state, r) => {
        for (let column = 0; column < length; column++) state.mask.push(column < at(fed, r).length ? 1 : 0);
      });
      const output = await session.forward({ cache, rows: rows.length, length, ...layOut(states, fed, length), wantLogits: true });
      replaceCache(output.cache);
      states.forEach((state, r) => {
        if (state.done) return;
        const tokens = at(fed, r);
        const first = (r * length + state.certain.length - 1) * session.vocabSize;
        const { kept, done } = advance(state, tokens.length - state.certain.length, options.endToken, (place) =>
          tokenAt(output.logits, first + place * session.vocabSize, session.vocabSize, state),
        );
        // What was refused stays in the cache; it is hidden from now on.
        state.mask.fill(0, state.mask.length - length + kept);
        state.done = done;
        if (done) {
          const ended = at(state.written, state.written.length - 1).id === options.endToken;
          options.onRow(r, { tokens: state.written, verified: state.verified ?? 0, ended });
        }
      });
      const [only] = states;
      if (states.length === 1 && only && !only.done) {
        const visible = only.mask.lastIndexOf(1) + 1;
        const shorter = visible < cache.length ? session.truncate(cache, visible) : null;
        if (shorter) {
          replaceCache(shorter);
          only.mask.length = visible;
        }
      }
    }
  } finally {
    if (cache !== prefix) cache.dispose();
  }
}

/**
 * The last token of the proposal is only compared with, never fed: it is the place before it that foretells it. Nor is what
 * could not be written any more: the limit may be where the model's positions end.
 */
function tokensToFeed({ row, written, certain, proposal, verified, done }: RowState): number[] {
  if (done) return [];
  const most = verified === null ? Infinity : PROPOSAL_LIMIT;
  const left = row.limit - written.length - 1;
  return [...certain, ...proposal.slice(0, Math.min(most, left, Math.max(0, proposal.length - 1)))];
}

function layOut(states: readonly RowState[], fed: readonly (readonly number[])[], length: number): { tokens: Int32Array; positions: Int32Array; mask: Uint8Array } {
  const tokens = new Int32Array(states.length * length);
  const positions = new Int32Array(states.length * length);
  states.forEach((state, r) => {
    tokens.set(at(fed, r), r * length);
    // Padding keeps position 0, which every table of rotations has; it is hidden, so its value is of no consequence.
    at(fed, r).forEach((_, i) => (positions[r * length + i] = state.position + i));
  });
  const mask = new Uint8Array(states.flatMap((state) => state.mask));
  return { tokens, positions, mask };
}

/** The token that a row writes next, by the logits from `offset`. */
function tokenAt(logits: Float32Array, offset: number, vocabSize: number, { row, written }: RowState): WrittenToken {
  const alternatives = bestChoices(logits, offset, vocabSize);
  const { sampler } = row;
  const chosen = sampler ? sampleChoice(logits, offset, vocabSize, sampler.temperature, sampler.uniformAt(written.length)) : at(alternatives, 0);
  return { ...chosen, alternatives };
}

/**
 * Takes a pass's outcome into a row.
 * @param proposed how many tokens of the proposal were fed.
 * @param nextAt the token that follows the certain ones and `place` proposed ones.
 * @returns how many of the fed tokens are part of the row's text, and whether the text is complete.
 */
function advance(state: RowState, proposed: number, endToken: number, nextAt: (place: number) => WrittenToken): { kept: number; done: boolean } {
  let agreed = 0;
  let done = false;
  for (let place = 0; place <= proposed; place++) {
    const next = nextAt(place);
    state.written.push(next);
    const token = next.id;
    const agrees = state.proposal[place] === token;
    if (agrees) agreed++;
    if (state.row.isDone?.(state.written) === true || token === endToken || state.written.length >= state.row.limit) done = true;
    if (done || !agrees) break;
  }
  const kept = state.certain.length + Math.min(agreed, proposed);
  const refused = agreed <= proposed;
  const firstPass = state.verified === null;
  state.verified ??= agreed;
  state.position += kept;
  state.certain = [at(state.written, state.written.length - 1).id];
  if (!refused) state.proposal = state.proposal.slice(agreed);
  else if (firstPass || agreed > 0) state.proposal = state.proposal.slice(agreed + 1);
  else state.proposal = realign(state);
  return { kept, done };
}

/** What follows in the draft after the last two tokens written. */
function realign(state: RowState): readonly number[] {
  const { draft } = state.row;
  const [before, last] = state.written.slice(-2).map((token) => token.id);
  for (let i = 1; i < draft.length; i++) {
    if (draft[i - 1] === before && draft[i] === last) return draft.slice(i + 1);
  }
  return [];
}
