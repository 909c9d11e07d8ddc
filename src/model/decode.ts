/**
 * Decoding with drafts, greedy or sampled. A draft (mostly the truth) is put after the prompt, one pass gives the best token at each
 * of its places, and it is accepted as far as it agrees: by causality these are the tokens that decoding one at a time
 * would have written. The tests compare both, token for token.
 *
 * Many rows are on the way at once, as branches of one tree of tokens: what their texts have in common is read once, and
 * a row that has to go on alone after a difference goes on in the passes that verify others (continuous batching, Yu et
 * al. 2022, "Orca"; trees of tokens in one pass as in SpecInfer, Miao et al. 2023, arXiv:2305.09781). Where a graph can't
 * hide columns from some tokens alone (`Session.hiding`), rows follow one another.
 *
 * After a difference what is left of the draft is proposed again, first in place (the model wrote one token differently),
 * then from where the last two written tokens stand in it (the model wrote a value of another length); proposals cost
 * little and never change the outcome.
 */
import { assert, at } from '../base/assert.ts';
import type { Choice } from './choices.ts';
import { bestChoices } from './choices.ts';
import { placedTokens } from './placed-token.ts';
import type { Sampler } from './sampling.ts';
import { sampleChoice } from './sampling.ts';
import type { Session } from './session.ts';
import type { TokenTree } from './token-tree.ts';
import type { Trunk } from './trunk.ts';

export interface DecodeRow {
  /** Follows the cached prefix. Not empty. */
  readonly prompt: readonly number[];
  /** How many of its tokens the model was given; what follows them is part of an answer. All of them if it is not said. */
  readonly given?: number;
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
  /** Each row counts only if those before it wrote their drafts and no more: after one that did not, the others are dropped. */
  readonly chained?: boolean;
}

/** Draft tokens of one pass after the first difference: past that, a wrong proposal costs more than a right one saves. */
const PROPOSAL_LIMIT = 16;
/** Rows whose prompts are looked at ahead of their turn: what of them is in the cache stays there. */
const LOOK_AHEAD = 16;
/** Rows on the way at once: each brings columns that the others' tokens have to look past. */
const MOST_ACTIVE = 8;
interface RowState {
  readonly index: number;
  readonly row: DecodeRow;
  readonly written: WrittenToken[];
  /** Tokens that are part of the text and not in the cache yet. */
  certain: readonly number[];
  /** What may follow them. */
  proposal: readonly number[];
  /** Column of the token before the first of `certain`. */
  column: number;
  verified: number | null;
  done: boolean;
}

/** A row's tokens of one pass. */
interface Fed {
  readonly state: RowState;
  /** Their columns; those of the certain tokens first. */
  readonly columns: readonly number[];
}

/**
 * Decodes rows that share a cached prefix. Rows are asked for as their turn comes near; the first one is alone in its
 * pass, so that its result is there soon, and then more and more share one.
 * @param trunk what the prompts follow; prompts of the last rows stay in it for those of the next call.
 */
export async function decode(session: Session, trunk: Trunk, rows: Iterable<DecodeRow>, options: DecodeOptions): Promise<void> {
  const { tree } = trunk;
  const waiting = new Waiting(rows, session.looksAhead);
  const sharing = session.hiding === 'tree';
  let active: RowState[] = [];
  for (let mostRows = 1, isFull = false; ; mostRows *= 2) {
    const first = tree.length;
    const fed: Fed[] = active.map((state) => feed(tree, state, first));
    const mayJoin = (): boolean => fed.length === 0 || (sharing && !isFull && active.length < MOST_ACTIVE && tree.length - first < session.passTokens);
    for (let joined = 0; joined < mostRows && mayJoin(); joined++) {
      const next = waiting.take();
      if (next === null) break;
      const state = begin(next, trunk.end);
      trunk.remember(next.prompt);
      active.push(state);
      fed.push(feed(tree, state, first));
    }
    if (fed.length === 0 || (await options.shouldStop())) {
      tree.cut(first);
      return;
    }
    const wanted = wantedColumns(fed);
    const output = await trunk.read(session, first, wanted.map((column) => column - first));
    const places = new Map(Array.from(wanted, (column, place) => [column, place]));
    for (const row of fed) {
      const { state } = row;
      advance(row, options.endToken, (column) => {
        const place = places.get(column);
        assert(place !== undefined, 'what foretells a token is wanted');
        return tokenAt(output, place * session.vocabSize, session.vocabSize, state);
      });
      if (state.done) {
        const ended = at(state.written, state.written.length - 1).id === options.endToken;
        options.onRow(state.index, { tokens: state.written, verified: state.verified ?? 0, ended });
      }
      if (options.chained === true && !(state.done && state.verified === state.row.draft.length)) {
        waiting.close();
        active = active.filter(({ index }) => index <= state.index);
        break;
      }
    }
    active = active.filter(({ done }) => !done);
    const next = waiting.peek(sharing ? LOOK_AHEAD : 1).map(({ prompt }) => prompt);
    const moved = trunk.tidy(session, active.map(({ column }) => column), next);
    for (const state of active) state.column = moved(state.column);
    isFull = trunk.isFull(session);
  }
}

function begin({ index, row, prompt }: NextRow, column: number): RowState {
  return { index, row, written: [], certain: prompt, proposal: row.draft.slice(0, row.limit), column, verified: null, done: false };
}

interface NextRow {
  readonly index: number;
  readonly row: DecodeRow;
  /** Its prompt as the session takes it. */
  readonly prompt: readonly number[];
}

/** Rows that are asked for as their turn comes near. */
class Waiting {
  readonly #rows: Iterator<DecodeRow>;
  readonly #looksAhead: boolean;
  readonly #next: NextRow[] = [];
  #count = 0;
  #closed = false;

  constructor(rows: Iterable<DecodeRow>, looksAhead: boolean) {
    this.#rows = rows[Symbol.iterator]();
    this.#looksAhead = looksAhead;
  }

  /** The next rows, `count` at most; they stay where they are. */
  peek(count: number): readonly NextRow[] {
    while (!this.#closed && this.#next.length < count) {
      const next = this.#rows.next();
      if (next.done === true) break;
      const row = next.value;
      const given = row.given ?? row.prompt.length;
      const prompt = this.#looksAhead ? [...placedTokens(row.prompt.slice(0, given), false), ...row.prompt.slice(given)] : row.prompt;
      this.#next.push({ index: this.#count++, row, prompt });
    }
    return this.#next.slice(0, count);
  }

  /** No more rows are asked for, and those looked at do not come. */
  close(): void {
    this.#next.length = 0;
    this.#closed = true;
  }

  take(): NextRow | null {
    this.peek(1);
    return this.#next.shift() ?? null;
  }
}

/** Takes a row's tokens into the tree. What is wanted has to be in this pass; other tokens may have been read before. */
function feed(tree: TokenTree, state: RowState, first: number): Fed {
  const { certain } = state;
  let { column } = state;
  const columns = tokensToFeed(state).map((token, place) => {
    const known = tree.child(column, token);
    const isWanted = place >= certain.length - 1;
    column = known !== undefined && (!isWanted || known >= first) ? known : tree.add(column, token);
    return column;
  });
  return { state, columns };
}

/**
 * The last token of the proposal is only compared with, never fed: it is the place before it that foretells it. Nor is what
 * could not be written any more: the limit may be where the model's positions end.
 */
function tokensToFeed({ row, written, certain, proposal, verified }: RowState): number[] {
  const most = verified === null ? Infinity : PROPOSAL_LIMIT;
  const left = row.limit - written.length - 1;
  return [...certain, ...proposal.slice(0, Math.min(most, left, Math.max(0, proposal.length - 1)))];
}

/** The columns that foretell tokens, ascending. */
function wantedColumns(fed: readonly Fed[]): Int32Array {
  return Int32Array.from(new Set(fed.flatMap(({ state, columns }) => columns.slice(state.certain.length - 1)))).sort();
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
 * @param columns of the tokens that were fed.
 * @param nextAt the token that follows a column.
 */
function advance({ state, columns }: Fed, endToken: number, nextAt: (column: number) => WrittenToken): void {
  const proposed = columns.length - state.certain.length;
  let agreed = 0;
  for (let place = 0; place <= proposed; place++) {
    const next = nextAt(at(columns, state.certain.length - 1 + place));
    state.written.push(next);
    const token = next.id;
    const agrees = state.proposal[place] === token;
    if (agrees) agreed++;
    if (state.row.isDone?.(state.written) === true || token === endToken || state.written.length >= state.row.limit) state.done = true;
    if (state.done || !agrees) break;
  }
  const firstPass = state.verified === null;
  state.verified ??= agreed;
  state.column = at(columns, state.certain.length - 1 + Math.min(agreed, proposed));
  state.certain = [at(state.written, state.written.length - 1).id];
  if (agreed > proposed) state.proposal = state.proposal.slice(agreed);
  else if (firstPass || agreed > 0) state.proposal = state.proposal.slice(agreed + 1);
  else state.proposal = realign(state);
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
