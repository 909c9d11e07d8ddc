/** Rows to bytes; `row-past.ts` says how. */
import { at } from '../base/assert.ts';
import type { Value } from '../trace/value.ts';
import { tagOf } from '../trace/value.ts';
import { ByteWriter, textBytes } from './bytes.ts';
import type { ObjectRow, Row } from './line-rows.ts';
import type { FrameMove, ObjectHead, RowHead } from './row-head.ts';
import { writeHead } from './row-head.ts';
import { lengthOf, RowPast, type Writers } from './row-past.ts';

export class RowWriter {
  readonly #out: Writers;
  readonly #past = new RowPast();
  readonly #heads = new Map<string, number>();

  constructor(out: Writers) {
    this.#out = out;
  }

  /** A text outside of values: its number. */
  name(text: string): number {
    const known = this.#past.textIds.get(text);
    return known ?? this.#newText(text);
  }

  #newText(text: string): number {
    const bytes = textBytes(text);
    this.#out.values.number(bytes.length);
    this.#out.texts.bytes(bytes);
    return this.#past.addText(text);
  }

  row(row: Row, codes: readonly number[]): void {
    const past = this.#past;
    const move = this.#move(row, codes);
    const { values } = this.#out;
    // Numbers of new names come before the row, since its head has them.
    const named = row.namedLocals.map(([name, value]) => ({ key: this.name(name), tag: tagOf(value) }));
    const globals = row.globals.map(([name, value]) => ({ key: this.name(name), tag: tagOf(value) }));
    const exceptionType = row.exception === null ? 0 : this.name(row.exception.type);
    const edits = row.objects.map((object) => this.#edit(object));
    this.#head({
      flags: row.flags,
      move,
      line: row.line,
      prints: row.printed !== '',
      locals: row.locals.map(([key, value]) => ({ key, tag: tagOf(value) })),
      namedLocals: named,
      globals,
      stack: row.stack.map(tagOf),
      objects: edits.map(({ head }) => head),
      exception: row.exception === null ? null : { type: exceptionType, tag: tagOf(row.exception.value) },
    });
    if (move.kind === 'again') values.number(row.frame);
    past.place(row.frame, row.depth);
    if (row.printed !== '') this.#text(row.printed);
    const code = codes[row.frame] ?? 0;
    for (const [slot, value] of row.locals) this.#value(value, `l${String(code)}.${String(slot)}`);
    row.namedLocals.forEach(([, value], place) => this.#value(value, `n${String(at(named, place).key)}`));
    row.globals.forEach(([, value], place) => this.#value(value, `g${String(at(globals, place).key)}`));
    for (const value of row.stack) this.#value(value, 's');
    if (row.exception !== null) {
      this.#text(row.exception.message);
      this.#value(row.exception.value, 'e');
    }
    row.objects.forEach((object, place) => this.#object(object, at(edits, place)));
  }

  #move(row: Row, codes: readonly number[]): FrameMove {
    const { stack, frameCodes } = this.#past;
    const rise = row.depth - stack.length;
    if (rise <= 0 && stack[row.depth - 1] === row.frame) return { kind: 'stay', pops: -rise };
    if (row.frame < frameCodes.length) return { kind: 'again', rise };
    const code = codes[row.frame] ?? 0;
    frameCodes.push(code);
    return { kind: 'new', rise, code };
  }

  #head(head: RowHead): void {
    const bytes = new ByteWriter();
    writeHead(bytes, head);
    const key = bytes.view().join(',');
    const known = this.#heads.get(key);
    const id = known ?? this.#heads.size;
    const past = this.#past;
    if (past.followers.get(past.head) === id) this.#out.rows.number(0);
    else this.#out.rows.number(id + 1);
    if (known === undefined) {
      this.#heads.set(key, id);
      this.#out.heads.bytes(bytes.view());
    }
    past.followers.set(past.head, id);
    past.head = id;
  }

  /** The one edit that makes the object's content what it is now. */
  #edit(object: ObjectRow): Edit {
    const before = this.#past.objects[object.id];
    if (before === undefined) {
      const isNew = { kind: object.kind, typeName: this.name(object.typeName) };
      return { head: { isNew, removed: 0, tags: object.values.map(tagOf) }, kept: 0, values: object.values, before: [] };
    }
    const old = before.values;
    const now = object.values;
    const most = Math.min(old.length, now.length);
    let start = 0;
    while (start < most && sameInRows(at(old, start), at(now, start))) start += 1;
    let kept = 0;
    while (kept < most - start && sameInRows(at(old, old.length - 1 - kept), at(now, now.length - 1 - kept))) kept += 1;
    const values = now.slice(start, now.length - kept);
    return { head: { isNew: null, removed: old.length - start - kept, tags: values.map(tagOf) }, kept, values, before: old.slice(start, old.length - kept) };
  }

  #object(object: ObjectRow, edit: Edit): void {
    const past = this.#past;
    const { values } = this.#out;
    if (edit.head.isNew === null) {
      values.number(past.objectCount - object.id);
      values.number(edit.kept);
    }
    edit.values.forEach((value, place) => {
      const old = edit.before[place];
      this.#value(value, null, old?.kind === 'int' ? old.value : 0);
    });
    values.signed(object.length - lengthOf(object));
    past.objects[object.id] = object;
  }

  #text(text: string): void {
    const { texts, textIds } = this.#past;
    const known = textIds.get(text);
    if (known !== undefined) {
      this.#out.values.number(texts.length - known);
      return;
    }
    this.#out.values.number(0);
    this.#newText(text);
  }

  #value(value: Value, place: string | null, base = 0): void {
    const { values } = this.#out;
    const past = this.#past;
    switch (value.kind) {
      case 'int':
        values.signed((value.value - (place === null ? base : (past.ints.get(place) ?? 0))) | 0);
        if (place !== null) past.ints.set(place, value.value);
        break;
      case 'tagged-int':
        values.signed(value.value);
        break;
      case 'bool':
        values.number(value.value ? 1 : 0);
        break;
      case 'big-int':
        this.#text(value.digits);
        break;
      case 'float':
      case 'str':
        this.#text(value.text);
        break;
      case 'reference':
        if ((value.id as number) === past.objectCount) {
          values.number(0);
          past.objectCount += 1;
        } else {
          values.number(past.objectCount - value.id);
        }
        break;
      default:
    }
  }
}

interface Edit {
  readonly head: ObjectHead;
  /** Values at the end that stay. */
  readonly kept: number;
  readonly values: readonly Value[];
  /** What the values take the place of. */
  readonly before: readonly Value[];
}

/** In rows references are numbers, which say the same thing at all times. */
function sameInRows(left: Value, right: Value): boolean {
  if (left.kind !== right.kind) return false;
  return JSON.stringify(left) === JSON.stringify(right);
}
