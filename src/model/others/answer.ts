/** One answer of a model that writes plain text: decoded up to where the template says that it ends, and read. */
import type { DecodedRow, WrittenToken } from '../decode.ts';
import { decode } from '../decode.ts';
import { Trunk } from '../trunk.ts';
import type { PredictOptions } from '../predict-task.ts';
import type { PredictedToken, TokenChoice } from '../protocol.ts';
import type { Choice } from '../choices.ts';
import type { Sampler } from '../sampling.ts';
import type { KeyValueCache, Session } from '../session.ts';
import type { TextTokenizer } from './text-tokenizer.ts';

/** What an engine over plain text has. */
export interface TextNetwork {
  readonly session: Session;
  readonly tokenizer: TextTokenizer;
  /** Tokens of prompt and answer together. */
  readonly contextLength: number;
  /** Ids that end every answer; at least one. */
  readonly endIds: readonly number[];
  /** Whether several tokens in one pass come out as one by one; if not, nothing is verified. */
  readonly exact: boolean;
}

export interface AnswerRequest {
  /** Of the leading tokens of the prompt. */
  readonly cache: KeyValueCache;
  /** The rest of the prompt; not empty. */
  readonly rest: readonly number[];
  readonly draft: readonly number[];
  readonly limit: number;
  readonly sampler: Sampler | undefined;
  readonly isDone: (tokens: readonly WrittenToken[]) => boolean;
}

/** Null: told to stop. */
export async function writeAnswer({ session, endIds, exact }: TextNetwork, { cache, rest, draft, limit, sampler, isDone }: AnswerRequest, options: PredictOptions): Promise<DecodedRow | null> {
  let result: DecodedRow | null = null;
  const ends = new Set(endIds);
  const row = { prompt: rest, draft: exact ? draft : [], limit, sampler, isDone: (tokens: readonly WrittenToken[]) => ends.has(tokens.at(-1)?.id ?? -1) || isDone(tokens) };
  const trunk = new Trunk(cache);
  try {
    await decode(session, trunk, [row], { endToken: endIds[0] ?? -1, shouldStop: options.shouldStop, onRow: (_, done) => void (result = done) });
  } finally {
    trunk.clear();
  }
  return result;
}

export function isEnd({ endIds }: Pick<TextNetwork, 'endIds'>, token: { readonly id: number } | undefined): boolean {
  return token !== undefined && endIds.includes(token.id);
}

/** Tokens as they are handed over. */
export function described(tokenizer: TextTokenizer, tokens: readonly WrittenToken[]): PredictedToken[] {
  const choice = ({ id, logProbability }: Choice): TokenChoice => ({ id, text: tokenizer.describe(id), logProbability });
  return tokens.map((token) => ({ ...choice(token), alternatives: token.alternatives.map(choice) }));
}

/** The token in which a place of the answer's text lies; their count where it lies after all. */
export function tokenAtPlace(tokenizer: TextTokenizer, before: readonly number[], tokens: readonly { readonly id: number }[], place: number): number {
  const ids = tokens.map(({ id }) => id);
  for (let count = 1; count <= ids.length; count += 1) if (tokenizer.decodeAfter(before, ids.slice(0, count)).length > place) return count - 1;
  return ids.length;
}

/** Where the first of `stops` begins in a text; −1 where none is there. */
export function stopIn(text: string, stops: readonly string[]): number {
  const places = stops.map((stop) => text.indexOf(stop)).filter((place) => place >= 0);
  return places.length === 0 ? -1 : Math.min(...places);
}
