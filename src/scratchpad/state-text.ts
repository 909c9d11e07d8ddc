/** A printed state as tokens (`STATE` of the grammar), and the form in which states are compared. */
import { fail, ok } from '../base/result.ts';
import type { Result } from '../base/result.ts';
import { isPredictedGlobal } from '../trace/diff.ts';
import { partText } from '../trace/iterated.ts';
import type { Binding, IteratedPart, IteratorPosition, PrintedFrame, PrintedState } from '../trace/printed-state.ts';
import { reprItemAt } from '../trace/repr-items.ts';
import type { Granularity } from '../trace/wire.ts';
import { pushCodeName, unknownInstruction } from './bytecode.ts';
import type { Bytecode } from './bytecode.ts';
import type { NotPredictable } from './step.ts';
import { pushInteger, pushName, pushValue } from './tokenizer.ts';
import { Id, LINE_BASE, MAX_LINE, type GrammarVersion } from './vocabulary.ts';

/** What an entry of a value stack prints as where CPython has NULL there. */
export const NULL_ENTRY = '<NULL>';

/** Order of strings by code point, as Python sorts them. */
export function compareCodePoints(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i += 1) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x !== y) {
      // A surrogate stands for a code point above every single unit.
      const highX = x >= 0xd800 && x <= 0xdfff;
      const highY = y >= 0xd800 && y <= 0xdfff;
      return highX === highY ? x - y : highX ? 1 : -1;
    }
  }
  return a.length - b.length;
}

/** Bindings by code point of the name; of two with one name the later counts. */
export function sortBindings(bindings: readonly Binding[]): readonly Binding[] {
  let sorted = true;
  for (let i = 1; i < bindings.length; i += 1) {
    if (compareCodePoints((bindings[i - 1] as Binding).name, (bindings[i] as Binding).name) >= 0) sorted = false;
  }
  if (sorted) return bindings;
  const byName = new Map(bindings.map((binding) => [binding.name, binding]));
  return [...byName.values()].sort((a, b) => compareCodePoints(a.name, b.name));
}

function canonicalFrame(frame: PrintedFrame, granularity: Granularity): PrintedFrame {
  const locals = sortBindings(frame.locals);
  if (granularity === 'instruction') {
    return locals === frame.locals && frame.stack !== null ? frame : { ...frame, locals, stack: frame.stack ?? [] };
  }
  if (locals === frame.locals && frame.stack === null && frame.offset === null) return frame;
  return { ...frame, locals, stack: null, offset: null };
}

/** Whether an event carries a value. */
export function hasValue(event: PrintedState['event']): boolean {
  return event === 'return' || event === 'exception';
}

/**
 * The state as the text can say it: variables in order, module variables that the source already says left out, a value
 * only where the event has one; by line no value stack, by instruction the value of a return is the top of the stack.
 * Two states are the same for the scratchpad exactly where their canonical forms are equal.
 */
export function canonicalise(state: PrintedState, granularity: Granularity = 'line'): PrintedState {
  const shown = state.globals.filter(isPredictedGlobal);
  const byInstruction = granularity === 'instruction';
  return {
    event: state.event,
    frames: state.frames.map((frame) => canonicalFrame(frame, granularity)),
    globals: sortBindings(shown),
    value: byInstruction && state.event === 'return' ? topOfStack(state.frames) : hasValue(state.event) ? state.value : null,
  };
}

/** The state as a version of the grammar can say it: in the first one nothing says what iterators run over in order. */
export function inVersion(state: PrintedState, version: GrammarVersion): PrintedState {
  if (version !== 1) return state;
  return { ...state, frames: state.frames.map((frame) => ({ ...frame, iterators: frame.iterators.map((iterator) => ({ ...iterator, over: [] })) })) };
}

function topOfStack(frames: readonly PrintedFrame[]): string | null {
  return frames.at(-1)?.stack?.at(-1) ?? null;
}

export const EVENT_IDS: Readonly<Record<PrintedState['event'], number>> = {
  line: Id.LINE,
  call: Id.CALL,
  return: Id.RETURN,
  exception: Id.EXCEPTION,
  instruction: Id.INSTRUCTION,
};

/** Appends `<Lk>`; false where there is no such token. */
export function pushLine(out: number[], line: number): boolean {
  if (line < 0 || line > MAX_LINE) return false;
  out.push(LINE_BASE + line);
  return true;
}

export function pushBinding(out: number[], binding: Binding): void {
  out.push(Id.VAR);
  pushName(out, binding.name);
  out.push(Id.IS);
  pushValue(out, binding.value);
}

export function pushIterator(out: number[], iterator: IteratorPosition): void {
  out.push(Id.ITERATOR);
  pushInteger(out, iterator.position);
  pushIterated(out, iterator);
}

/** What an iterator runs over: its parts, or where they are not known in order, all of it. */
export function pushIterated(out: number[], { of, over }: IteratorPosition): void {
  for (const part of over) pushPart(out, part);
  if (over.length > 0 || of === null) return;
  out.push(Id.OF);
  pushValue(out, of);
}

function pushPart(out: number[], part: IteratedPart): void {
  if ('name' in part) {
    out.push(Id.VAR);
    pushName(out, part.name);
  } else {
    out.push(Id.IS);
    pushValue(out, part.value);
  }
}

/** As a prompt says it: after each part the item that the iterator stands at, where the text of the part shows it. */
function pushIteratorInPrompt(out: number[], iterator: IteratorPosition, locals: readonly Binding[], globals: readonly Binding[]): void {
  if (iterator.over.length === 0) {
    pushIterator(out, iterator);
    return;
  }
  out.push(Id.ITERATOR);
  pushInteger(out, iterator.position);
  for (const part of iterator.over) {
    pushPart(out, part);
    const text = partText(part, locals, globals);
    const item = text === undefined ? undefined : reprItemAt(text, iterator.position);
    if (item === undefined) continue;
    out.push(Id.AT);
    pushResult(out, item);
  }
}

/** Appends an entry of a value stack. */
export function pushEntry(out: number[], value: string): void {
  out.push(Id.ENTRY);
  if (value === NULL_ENTRY) out.push(Id.NULL);
  else pushValue(out, value);
}

/** Appends the value of the event: nothing where it has none, `<null>` where it is missing. */
export function pushEventValue(out: number[], state: PrintedState): void {
  if (!hasValue(state.event)) return;
  pushResult(out, state.value);
}

export function pushResult(out: number[], value: string | null): void {
  if (value === null) out.push(Id.NULL);
  else pushValue(out, value);
}

/**
 * Tokens of a state: `<state> frame+ [<globals> var+] event`, by instruction with a bytecode listing. Any state is taken
 * in its canonical form. With `items` (of a prompt) running iterators say the item that they stand at, which is nothing
 * new: it follows from the rest.
 */
export function encodeState(state: PrintedState, bytecode: Bytecode | null = null, items = false): Result<number[], NotPredictable> {
  const canonical = canonicalise(state, bytecode === null ? 'line' : 'instruction');
  const out: number[] = [Id.STATE];
  for (const [k, frame] of canonical.frames.entries()) {
    out.push(Id.FRAME);
    const problem = bytecode === null ? pushFrameLine(out, frame) : pushFramePlace(out, frame, bytecode, k === canonical.frames.length - 1);
    if (problem !== null) return fail(problem);
    for (const binding of frame.locals) pushBinding(out, binding);
    for (const iterator of frame.iterators) {
      if (items) pushIteratorInPrompt(out, iterator, frame.locals, canonical.globals);
      else pushIterator(out, iterator);
    }
    for (const entry of frame.stack ?? []) pushEntry(out, entry);
  }
  if (canonical.globals.length > 0) {
    out.push(Id.GLOBALS);
    for (const binding of canonical.globals) pushBinding(out, binding);
  }
  out.push(EVENT_IDS[canonical.event]);
  if (bytecode === null || canonical.event === 'exception') pushEventValue(out, canonical);
  return ok(out);
}

/** `name Lk`. */
function pushFrameLine(out: number[], frame: PrintedFrame): NotPredictable | null {
  pushName(out, frame.function);
  return pushLine(out, frame.line) ? null : tooManyLines(frame.line);
}

/** `name [<of> integer] Lk <instruction> integer`, of the top frame the instruction too. */
function pushFramePlace(out: number[], frame: PrintedFrame, bytecode: Bytecode, isTop: boolean): NotPredictable | null {
  const found = bytecode.placeOf(frame);
  if (found === null) return unknownInstruction(frame);
  pushCodeName(out, found.code);
  if (!pushLine(out, frame.line)) return tooManyLines(frame.line);
  out.push(Id.INSTRUCTION);
  pushInteger(out, found.place);
  if (isTop) for (const id of found.code.instructionTokens(found.place)) out.push(id);
  return null;
}

export function tooManyLines(line: number): NotPredictable {
  return { reason: 'too-many-lines', lines: line, limit: MAX_LINE };
}
