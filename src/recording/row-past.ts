/**
 * Rows as bytes: five streams, so that like stands beside like when they are deflated. Each row is one number that says
 * which head follows, 0 where it is the one that followed the same head the last time; heads are written when they
 * are new; values follow in their order, ints as differences, texts and objects by how long ago they came.
 */
import type { Value } from '../trace/value.ts';
import type { ObjectKind } from '../trace/wire.ts';
import type { ByteReader, ByteWriter } from './bytes.ts';
import type { ObjectRow } from './line-rows.ts';
import { FIRST_TEXTS } from './link-dictionary.ts';

export const STREAMS = ['rows', 'heads', 'values', 'texts'] as const;
type Stream = (typeof STREAMS)[number];
export type Writers = Readonly<Record<Stream, ByteWriter>>;
export type Readers = Readonly<Record<Stream, ByteReader>>;

/** What both sides know of the rows so far. */
export class RowPast {
  readonly texts: string[] = [...FIRST_TEXTS];
  readonly textIds = new Map(FIRST_TEXTS.map((text, id) => [text, id]));
  /** Content of the objects so far. */
  readonly objects: ObjectRow[] = [];
  /** Objects that were referred to; those past `objects.length` are described at the end of the row. */
  objectCount = 0;
  /** Frame at each depth. */
  readonly stack: number[] = [];
  readonly frameCodes: number[] = [];
  /** The last int of each variable, by where it stands. */
  readonly ints = new Map<string, number>();
  /** Head that followed each head the last time. */
  readonly followers = new Map<number, number>();
  head = -1;

  addText(text: string): number {
    const id = this.texts.length;
    this.texts.push(text);
    this.textIds.set(text, id);
    return id;
  }

  /** Where a frame stands after a row at `depth`. */
  place(frame: number, depth: number): void {
    this.stack.length = depth - 1;
    this.stack.push(frame);
  }
}

/** Kinds whose content has two values an item: dict, instance, other. */
const PAIRS: ReadonlySet<number> = new Set([4, 5, 15]);

/** The length that an object's content speaks for. */
export function lengthOf(object: { readonly kind: ObjectKind; readonly values: readonly Value[] }): number {
  return PAIRS.has(object.kind) ? object.values.length >> 1 : object.values.length;
}
