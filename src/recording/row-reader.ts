/** Bytes to rows; `row-past.ts` says how. The bytes may come from anywhere: what does not fit throws `BadBytes`. */
import type { Value } from '../trace/value.ts';
import type { ObjectId, ObjectKind } from '../trace/wire.ts';
import { ValueTag } from '../trace/wire.ts';
import { BadBytes, bytesText } from './bytes.ts';
import type { CodeRow, ObjectRow, Row } from './line-rows.ts';
import type { FrameMove, ObjectHead, RowHead, TaggedKey } from './row-head.ts';
import { readHead } from './row-head.ts';
import { lengthOf, RowPast, type Readers } from './row-past.ts';

/** Frames that may come onto the stack between two rows; one, but where a frame has no row of its own. */
const MOST_RISE = 64;

export class RowReader {
  readonly #in: Readers;
  readonly #past = new RowPast();
  readonly #heads: RowHead[] = [];
  /** Values that may still come: a bound on memory, whatever the bytes say. */
  #room: number;

  /** @param maxValues most values of all objects together. */
  constructor(from: Readers, maxValues: number) {
    this.#in = from;
    this.#room = maxValues;
  }

  get frameCodes(): readonly number[] {
    return this.#past.frameCodes;
  }

  /** A text by its number; the next free number is a new text. */
  name(id: number): string {
    if (id === this.#past.texts.length) this.#newText();
    const text = this.#past.texts[id];
    if (text === undefined) throw new BadBytes('a text is not known');
    return text;
  }

  #newText(): string {
    const length = this.#in.values.number();
    const text = bytesText(this.#in.texts.take(length));
    this.#past.addText(text);
    return text;
  }

  row(codes: readonly CodeRow[]): Row {
    const past = this.#past;
    const head = this.#head();
    const namedLocals = head.namedLocals.map(({ key }) => this.name(key));
    const globals = head.globals.map(({ key }) => this.name(key));
    const type = head.exception === null ? '' : this.name(head.exception.type);
    for (const { isNew } of head.objects) if (isNew !== null) this.name(isNew.typeName);
    const { frame, depth, code } = this.#frame(head.move, codes);
    past.place(frame, depth);
    const printed = head.prints ? this.#text() : '';
    const slots = codes[code]?.localNames.length ?? 0;
    if (head.locals.some(({ key }) => key >= slots)) throw new BadBytes('a slot is not known');
    const locals = head.locals.map(({ key, tag }) => [key, this.#value(tag, `l${String(code)}.${String(key)}`)] as const);
    const named = head.namedLocals.map((entry, place) => this.#named(entry, namedLocals[place] ?? '', 'n'));
    const global = head.globals.map((entry, place) => this.#named(entry, globals[place] ?? '', 'g'));
    const stack = head.stack.map((tag) => this.#value(tag, 's'));
    const exception = head.exception === null ? null : { type, message: this.#text(), value: this.#value(head.exception.tag, 'e') };
    const objects = head.objects.map((object) => this.#object(object));
    if (past.objects.length !== past.objectCount) throw new BadBytes('an object is not described');
    return { flags: head.flags, frame, depth, line: head.line, printed, locals, namedLocals: named, globals: global, stack, objects, exception };
  }

  #head(): RowHead {
    const past = this.#past;
    const said = this.#in.rows.number();
    const id = said === 0 ? (past.followers.get(past.head) ?? -1) : said - 1;
    if (id === this.#heads.length) this.#heads.push(readHead(this.#in.heads));
    const head = this.#heads[id];
    if (head === undefined) throw new BadBytes('a head is not known');
    past.followers.set(past.head, id);
    past.head = id;
    return head;
  }

  #frame(move: FrameMove, codes: readonly CodeRow[]): { readonly frame: number; readonly depth: number; readonly code: number } {
    const { stack, frameCodes } = this.#past;
    if (move.kind === 'stay') {
      const depth = stack.length - move.pops;
      const frame = stack[depth - 1];
      if (frame === undefined) throw new BadBytes('there is no such frame');
      return { frame, depth, code: frameCodes[frame] ?? 0 };
    }
    const depth = stack.length + move.rise;
    if (depth < 1 || depth > stack.length + MOST_RISE) throw new BadBytes('a depth is out of range');
    if (move.kind === 'new') {
      if (move.code >= codes.length) throw new BadBytes('a code is not known');
      frameCodes.push(move.code);
      return { frame: frameCodes.length - 1, depth, code: move.code };
    }
    const frame = this.#in.values.below(frameCodes.length, 'frame');
    return { frame, depth, code: frameCodes[frame] ?? 0 };
  }

  #named({ key, tag }: TaggedKey, name: string, where: string): readonly [string, Value] {
    return [name, this.#value(tag, `${where}${String(key)}`)];
  }

  #object(head: ObjectHead): ObjectRow {
    const past = this.#past;
    const { values: from } = this.#in;
    const { isNew, removed, tags } = head;
    let id = past.objects.length;
    let start: readonly Value[] = [];
    let gone: readonly Value[] = [];
    let end: readonly Value[] = [];
    let kind = (isNew?.kind ?? 0) as ObjectKind;
    let typeName = isNew === null ? '' : (past.texts[isNew.typeName] ?? '');
    if (isNew === null) {
      id = past.objectCount - from.number();
      const before = past.objects[id];
      if (before === undefined) throw new BadBytes('an object is not known');
      const kept = from.number();
      const cut = before.values.length - kept;
      if (cut - removed < 0) throw new BadBytes('an edit is out of range');
      start = before.values.slice(0, cut - removed);
      gone = before.values.slice(cut - removed, cut);
      end = before.values.slice(cut);
      ({ kind, typeName } = before);
    } else if (id >= past.objectCount) throw new BadBytes('an object is not referred to');
    this.#room -= start.length + tags.length + end.length + 1;
    if (this.#room < 0) throw new BadBytes('there are too many values');
    const come = tags.map((tag, place) => {
      const old = gone[place];
      return this.#value(tag, null, old?.kind === 'int' ? old.value : 0);
    });
    const values = [...start, ...come, ...end];
    const length = from.signed() + lengthOf({ kind, values });
    const object: ObjectRow = { id, kind, typeName, length, values };
    past.objects[id] = object;
    return object;
  }

  #text(): string {
    const back = this.#in.values.number();
    if (back === 0) return this.#newText();
    const { texts } = this.#past;
    const text = texts[texts.length - back];
    if (text === undefined) throw new BadBytes('a text is not known');
    return text;
  }

  #value(tag: number, place: string | null, base = 0): Value {
    const { values } = this.#in;
    const past = this.#past;
    switch (tag) {
      case ValueTag.INT: {
        const value = (values.signed() + (place === null ? base : (past.ints.get(place) ?? 0))) | 0;
        if (place !== null) past.ints.set(place, value);
        return { kind: 'int', value };
      }
      case ValueTag.TAGGED_INT:
        return { kind: 'tagged-int', value: values.signed() };
      case ValueTag.BOOL:
        return { kind: 'bool', value: values.number() !== 0 };
      case ValueTag.BIG_INT:
        return { kind: 'big-int', digits: this.#text() };
      case ValueTag.FLOAT:
        return { kind: 'float', text: this.#text() };
      case ValueTag.STR:
        return { kind: 'str', text: this.#text() };
      case ValueTag.REFERENCE: {
        const back = values.number();
        if (back > past.objectCount) throw new BadBytes('an object is not known');
        const id = (back === 0 ? past.objectCount : past.objectCount - back) as ObjectId;
        if (back === 0) past.objectCount += 1;
        return { kind: 'reference', id };
      }
      case ValueTag.NONE:
        return { kind: 'none' };
      case ValueTag.ELLIPSIS:
        return { kind: 'ellipsis' };
      case ValueTag.NOT_IMPLEMENTED:
        return { kind: 'not-implemented' };
      default:
        return { kind: 'null' };
    }
  }
}
