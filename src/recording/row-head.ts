/**
 * The head of a row: everything about it that is the same whenever the same line does the same thing. A trace has few
 * heads, which follow each other in patterns; values stand apart (`row-past.ts`).
 */
import { ObjectKind, RecordFlag } from '../trace/wire.ts';
import { BadBytes, type ByteReader, type ByteWriter } from './bytes.ts';

/** How a row's frame follows from the row before. */
export type FrameMove =
  /** The frame `count` below the top of the stack; 0: the same one. */
  | { readonly kind: 'stay'; readonly pops: number }
  | { readonly kind: 'new'; readonly rise: number; readonly code: number }
  /** A frame that was there before and is not on the stack: a generator goes on. */
  | { readonly kind: 'again'; readonly rise: number };

export interface ObjectHead {
  /** A known object when null. */
  readonly isNew: { readonly kind: number; readonly typeName: number } | null;
  /** The content is edited at one place: so many values go, those of `tags` come. */
  readonly removed: number;
  readonly tags: readonly number[];
}

export interface RowHead {
  readonly flags: number;
  readonly move: FrameMove;
  readonly line: number;
  readonly prints: boolean;
  /** Slots with the tags of their values. */
  readonly locals: readonly TaggedKey[];
  /** Names, as text numbers, with the tags of their values. */
  readonly namedLocals: readonly TaggedKey[];
  readonly globals: readonly TaggedKey[];
  readonly stack: readonly number[];
  readonly objects: readonly ObjectHead[];
  /** Text number of the exception's type; the tag of its object. */
  readonly exception: { readonly type: number; readonly tag: number } | null;
}

export interface TaggedKey {
  readonly key: number;
  readonly tag: number;
}

export const TAG_COUNT = 11;
const KIND_COUNT = 1 + Math.max(...Object.values(ObjectKind));

const MOVES = ['stay', 'new', 'again'] as const;
const HAS = { PRINTS: 1, LOCALS: 2, NAMED_LOCALS: 4, GLOBALS: 8, STACK: 16, OBJECTS: 32, EXCEPTION: 64 } as const;

export function writeHead(out: ByteWriter, head: RowHead): void {
  const { move } = head;
  const has =
    (head.prints ? HAS.PRINTS : 0) |
    (head.locals.length > 0 ? HAS.LOCALS : 0) |
    (head.namedLocals.length > 0 ? HAS.NAMED_LOCALS : 0) |
    (head.globals.length > 0 ? HAS.GLOBALS : 0) |
    (head.stack.length > 0 ? HAS.STACK : 0) |
    (head.objects.length > 0 ? HAS.OBJECTS : 0) |
    (head.exception !== null ? HAS.EXCEPTION : 0);
  out.number(has);
  out.number((head.flags << 2) | MOVES.indexOf(move.kind));
  if (move.kind === 'stay') out.number(move.pops);
  else out.signed(move.rise);
  if (move.kind === 'new') out.number(move.code);
  out.number(head.line);
  for (const keys of [head.locals, head.namedLocals, head.globals]) if (keys.length > 0) writeKeys(out, keys);
  if (head.stack.length > 0) writeTags(out, head.stack);
  if (head.objects.length > 0) {
    out.number(head.objects.length);
    for (const { isNew, removed, tags } of head.objects) {
      out.number(isNew === null ? 0 : isNew.kind + 1);
      if (isNew === null) out.number(removed);
      else out.number(isNew.typeName);
      writeTags(out, tags);
    }
  }
  if (head.exception !== null) {
    out.number(head.exception.type);
    out.number(head.exception.tag);
  }
}

function writeKeys(out: ByteWriter, keys: readonly TaggedKey[]): void {
  out.number(keys.length);
  for (const { key, tag } of keys) {
    out.number(key);
    out.number(tag);
  }
}

function writeTags(out: ByteWriter, tags: readonly number[]): void {
  out.number(tags.length);
  for (const tag of tags) out.byte(tag);
}

/** Most parts of one list in a head: containers are recorded up to 1,000 items, a dict item has two values. */
const MOST_PARTS = 4096;
const MOST_LINES = 1 << 24;

export function readHead(from: ByteReader): RowHead {
  const has = from.number();
  const bits = from.number();
  const flags = bits >> 2;
  const kind = MOVES[bits & 3];
  if (kind === undefined || flags >= RecordFlag.EXCEPTION * 2) throw new BadBytes('a row has unknown flags');
  const move: FrameMove =
    kind === 'stay' ? { kind, pops: from.number() } : kind === 'new' ? { kind, rise: from.signed(), code: from.number() } : { kind, rise: from.signed() };
  const line = from.below(MOST_LINES, 'line');
  const locals = (has & HAS.LOCALS) !== 0 ? readKeys(from) : [];
  const namedLocals = (has & HAS.NAMED_LOCALS) !== 0 ? readKeys(from) : [];
  const globals = (has & HAS.GLOBALS) !== 0 ? readKeys(from) : [];
  const stack = (has & HAS.STACK) !== 0 ? readTags(from) : [];
  const objects = (has & HAS.OBJECTS) !== 0 ? readList(from, () => readObject(from)) : [];
  const exception = (has & HAS.EXCEPTION) !== 0 ? { type: from.number(), tag: from.below(TAG_COUNT, 'tag') } : null;
  return { flags, move, line, prints: (has & HAS.PRINTS) !== 0, locals, namedLocals, globals, stack, objects, exception };
}

function readObject(from: ByteReader): ObjectHead {
  const kind = from.below(KIND_COUNT + 1, 'kind');
  const part = from.number();
  const tags = readTags(from);
  return kind === 0 ? { isNew: null, removed: part, tags } : { isNew: { kind: kind - 1, typeName: part }, removed: 0, tags };
}

function readKeys(from: ByteReader): TaggedKey[] {
  return readList(from, () => ({ key: from.number(), tag: from.below(TAG_COUNT, 'tag') }));
}

function readTags(from: ByteReader): number[] {
  return readList(from, () => from.below(TAG_COUNT, 'tag'));
}

function readList<Item>(from: ByteReader, item: () => Item): Item[] {
  const count = from.below(MOST_PARTS + 1, 'length');
  const items: Item[] = [];
  for (let index = 0; index < count; index += 1) items.push(item());
  return items;
}
