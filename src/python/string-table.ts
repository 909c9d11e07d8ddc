/**
 * The trace's string table. Texts that lie in the interpreter's memory are found by a 64-bit hash of their bytes, so
 * that a string is decoded once and not at every step that shows it (two different texts of one length and width
 * share an entry with a chance of 2^-64).
 */
import { Unpublished, type HeapLayout } from './heap-layout.ts';
import type { InterpreterMemory } from './interpreter-memory.ts';

/** What the hashed bytes stand for: the same bytes may be a text or the digits of an int. */
export const BytesKind = { LATIN: 1, UCS2: 2, UCS4: 4, INT: 8, NEGATIVE_INT: 9, FLOAT: 10 } as const;

const ENTRY = 4; // words: two hashes, length and kind, id + 1
const CHARS_AT_ONCE = 8192; // arguments that `apply` takes safely

export class StringTable {
  readonly strings: string[] = [];
  /** UTF-16 units in all strings: a measure of the memory they take. */
  units = 0;
  private readonly memory: InterpreterMemory;
  private readonly ids = new Map<string, number>();
  private slots = new Int32Array(ENTRY * 1024);
  private used = 0;
  private missed = 0;
  private missedFirst = 0;
  private missedSecond = 0;
  private missedLength = 0;

  constructor(memory: InterpreterMemory) {
    this.memory = memory;
  }

  clear(): void {
    this.strings.length = 0;
    this.units = 0;
    this.ids.clear();
    if (this.slots.length > ENTRY * 4096) this.slots = new Int32Array(ENTRY * 1024);
    else this.slots.fill(0);
    this.used = 0;
  }

  intern(text: string): number {
    let id = this.ids.get(text);
    if (id === undefined) {
      id = this.strings.length;
      this.strings.push(text);
      this.ids.set(text, id);
      this.units += text.length;
    }
    return id;
  }

  /**
   * Id of the text that `length` bytes at `address` (a multiple of 4) stand for, or -1 where they were not seen before;
   * then `addBytes` must follow. The bytes after the last one up to the next multiple of 4 are masked out, so they need
   * only be readable.
   */
  findBytes(kind: number, address: number, length: number): number {
    const words = this.memory.words;
    let index = address >>> 2;
    const end = index + (length >>> 2);
    let first = length ^ kind;
    let second = ~length;
    while (index < end) {
      const word = words[index++] as number;
      first = Math.imul(((first << 5) | (first >>> 27)) ^ word, 0x85ebca6b);
      second = (Math.imul(((second << 13) | (second >>> 19)) ^ word, 0xc2b2ae35) + word) | 0;
    }
    if (length & 3) {
      const word = (words[index] as number) & ((1 << ((length & 3) * 8)) - 1);
      first = Math.imul(((first << 5) | (first >>> 27)) ^ word, 0x85ebca6b);
      second = (Math.imul(((second << 13) | (second >>> 19)) ^ word, 0xc2b2ae35) + word) | 0;
    }
    first ^= first >>> 15;
    second ^= second >>> 16;
    const lengthAndKind = (length << 4) | kind;
    const slots = this.slots;
    const mask = slots.length / ENTRY - 1;
    let place = (first ^ second) & mask;
    for (;;) {
      const at = place * ENTRY;
      const id = slots[at + 3] as number;
      if (id === 0) break;
      if (slots[at] === first && slots[at + 1] === second && slots[at + 2] === lengthAndKind) return id - 1;
      place = (place + 1) & mask;
    }
    this.missed = place * ENTRY;
    this.missedFirst = first;
    this.missedSecond = second;
    this.missedLength = lengthAndKind;
    return -1;
  }

  /** Gives the bytes that `findBytes` has just not found the id of `text`. */
  addBytes(text: string): number {
    const id = this.intern(text);
    const { slots, missed } = this;
    slots[missed] = this.missedFirst;
    slots[missed + 1] = this.missedSecond;
    slots[missed + 2] = this.missedLength;
    slots[missed + 3] = id + 1;
    this.used++;
    if (this.used * 2 > slots.length / ENTRY) this.grow();
    return id;
  }

  private grow(): void {
    const old = this.slots;
    const slots = new Int32Array(old.length * 2);
    const mask = slots.length / ENTRY - 1;
    for (let from = 0; from < old.length; from += ENTRY) {
      if (old[from + 3] === 0) continue;
      let place = ((old[from] as number) ^ (old[from + 1] as number)) & mask;
      while (slots[place * ENTRY + 3] !== 0) place = (place + 1) & mask;
      slots.set(old.subarray(from, from + ENTRY), place * ENTRY);
    }
    this.slots = slots;
  }
}

/** The text of the str (also of a subclass) at `address`. */
export function pythonText(memory: InterpreterMemory, layout: HeapLayout, address: number): string {
  const state = memory.word(address + layout.stringState);
  return decodeCharacters(memory, textData(memory, layout, address), memory.word(address + layout.stringLength), (state >>> 2) & 7);
}

/** Address of the characters of the str at `address`. */
export function textData(memory: InterpreterMemory, layout: HeapLayout, address: number): number {
  const state = memory.word(address + layout.stringState);
  const compact = (state >>> 5) & 1;
  const ascii = (state >>> 6) & 1;
  if (!compact) return memory.word(address + Unpublished.unicode.anyData);
  return address + (ascii ? layout.stringAscii : Unpublished.unicode.compactData);
}

/** Decodes `count` characters of `width` bytes each (CPython's compact representations). */
export function decodeCharacters(memory: InterpreterMemory, address: number, count: number, width: number): string {
  if (width === 4) {
    let text = '';
    for (let i = 0; i < count; i++) text += String.fromCodePoint(memory.word(address + 4 * i));
    return text;
  }
  const start = width === 1 ? address : address >>> 1;
  const units = width === 1 ? memory.bytes : memory.halves;
  if (count < 16) {
    let text = '';
    for (let i = start; i < start + count; i++) text += String.fromCharCode(units[i] as number);
    return text;
  }
  let text = '';
  for (let from = start; from < start + count; from += CHARS_AT_ONCE) {
    const part = units.subarray(from, Math.min(from + CHARS_AT_ONCE, start + count));
    text += String.fromCharCode.apply(null, part as unknown as number[]);
  }
  return text;
}
