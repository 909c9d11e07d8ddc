/** Tokens of a working → what they say. The working is no part of the state: none of it is too wrong to be read. */
import { Reader, reading } from './reader.ts';
import { spacedText } from './spaced-text.ts';
import { Id } from './vocabulary.ts';

/** What a model wrote of one expression. */
export interface WorkedOut {
  /** The expression with the values of its parts; empty where it is not said. */
  readonly text: string;
  /** The same as a person would write it, with blanks. */
  readonly spaced: string;
  /** What a search read of what it searches, a mark (`==`) behind each match of a count; empty where nothing is said of it. */
  readonly read: string;
  /** What it comes to. */
  readonly value: string;
  /** Place of its first token, and the one after its last. */
  readonly start: number;
  readonly end: number;
}

/** Reads one expression from where `reader` stands; null where none stands there. Throws `Misfit`. */
export function readWorkedOut(reader: Reader): WorkedOut | null {
  const start = reader.place;
  if (!reader.take(Id.EXPRESSION)) return null;
  const textStart = reader.place;
  const text = reader.text();
  const spaced = spacedText(reader.ids, textStart, reader.place);
  const read = readReading(reader);
  reader.expect(Id.IS);
  return { text, spaced, read, value: reader.value(), start, end: reader.place };
}

/** What a search read, empty where nothing is said of it (`search-reading.ts`). */
function readReading(reader: Reader): string {
  if (reader.take(Id.VAR)) {
    reader.name();
    reader.expect(Id.IS);
    return reader.text();
  }
  return reader.take(Id.OF) ? reader.text() : '';
}

/** The working that an answer begins with, as far as it can be read. */
export function parseWorking(ids: ArrayLike<number>): WorkedOut[] {
  const reader = new Reader(ids);
  const working: WorkedOut[] = [];
  reading(() => {
    for (let next = readWorkedOut(reader); next !== null; next = readWorkedOut(reader)) working.push(next);
    return { kind: 'read' as const };
  });
  return working;
}

/** The answer without the working that it begins with. */
export function withoutWorking<Token extends { readonly id: number } | number>(tokens: readonly Token[]): readonly Token[] {
  const ids = tokens.map((token) => (typeof token === 'number' ? token : token.id));
  return tokens.slice(parseWorking(ids).at(-1)?.end ?? 0);
}
