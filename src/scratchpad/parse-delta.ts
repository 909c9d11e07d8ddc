/**
 * Tokens of a delta → the next state. The tokens come from a model: whatever they are, the outcome is a state or
 * `Malformed`, never an exception.
 */
import type { Binding, IteratorPosition, PrintedFrame, PrintedState } from '../trace/printed-state.ts';
import { withIteratedText } from '../trace/iterated.ts';
import type { Bytecode, ListedCode } from './bytecode.ts';
import { Reader, reading } from './reader.ts';
import type { MalformedSoFar } from './reader.ts';
import { canonicalise, hasValue } from './state-text.ts';
import type { Malformed, ParsedState } from './step.ts';
import { Id, LINE_BASE, MAX_LINE } from './vocabulary.ts';

interface OpenFrame {
  readonly function: string;
  /** Null: by line, or the frame of an edited state that is nowhere in the bytecode. */
  readonly code: ListedCode | null;
  line: number;
  offset: number | null;
  locals: readonly Binding[];
  iterators: readonly IteratorPosition[];
  stack: readonly string[];
}

class DeltaReader {
  readonly reader: Reader;
  readonly bytecode: Bytecode | null;

  constructor(reader: Reader, bytecode: Bytecode | null) {
    this.reader = reader;
    this.bytecode = bytecode;
  }

  opened(frame: PrintedFrame): OpenFrame {
    const code = this.bytecode?.placeOf(frame)?.code ?? null;
    return { ...frame, code, stack: frame.stack ?? [] };
  }

  /** `integer [Lk]`. `lineBefore` null: the frame is new. */
  place(frame: OpenFrame, lineBefore: number | null): void {
    if (frame.code === null) this.reader.misfit('the frame is nowhere in the bytecode');
    const { place, offset } = this.reader.instructionPlace(frame.code);
    frame.offset = offset;
    frame.line = this.reader.line() ?? frame.code.lineAt(place, lineBefore);
  }

  changes(frame: OpenFrame): void {
    const { reader } = this;
    if (this.bytecode === null) frame.line = reader.line() ?? frame.line;
    else if (reader.take(Id.IS)) this.place(frame, frame.line);
    frame.locals = reader.bindingChanges(frame.locals);
    if (reader.take(Id.ITERATORS)) {
      const before = frame.iterators;
      const iterators: IteratorPosition[] = [];
      while (reader.take(Id.ITERATOR)) iterators.push(reader.iterator(before[iterators.length] ?? null));
      frame.iterators = iterators;
    }
    if (this.bytecode !== null && reader.take(Id.STACK)) {
      const stack = [...frame.stack];
      while (reader.take(Id.POP)) {
        if (stack.pop() === undefined) reader.misfit('the stack has no entry left to pop', reader.place - 1);
      }
      frame.stack = [...stack, ...reader.entries()];
    }
  }

  /** A new frame after its `<push>`; whether its place stood with it. */
  pushed(): { readonly frame: OpenFrame; readonly placed: boolean } {
    const { reader } = this;
    const { name, code } = reader.codeName(this.bytecode);
    const frame: OpenFrame = { function: name, code, line: 0, offset: null, locals: [], iterators: [], stack: [] };
    let placed = false;
    if (this.bytecode === null) {
      const line = reader.line();
      placed = line !== null;
      frame.line = line ?? 0;
    } else if (reader.take(Id.IS)) {
      placed = true;
      this.place(frame, null);
    }
    frame.locals = reader.bindingChanges([]);
    const iterators: IteratorPosition[] = [];
    while (reader.take(Id.ITERATOR)) iterators.push(reader.iterator(null));
    frame.iterators = iterators;
    if (this.bytecode !== null) frame.stack = reader.entries();
    return { frame, placed };
  }
}

/**
 * Reads one delta from where `reader` stands and applies it to `before`, which is canonical; the state after it is, too.
 * Throws `Misfit`.
 */
export function readDelta(reader: Reader, before: PrintedState, bytecode: Bytecode | null): PrintedState {
  const delta = new DeltaReader(reader, bytecode);
  const frames = before.frames.map((frame) => delta.opened(frame));
  while (reader.take(Id.POP)) {
    if (frames.pop() === undefined) reader.misfit('there is no frame left to pop', reader.place - 1);
  }
  const kept = frames.length;

  const topMoved = isPlace(reader.peek(), bytecode) ? reader.place : null;
  const topKept = frames[kept - 1];
  const topLine = topKept?.line ?? null;
  if (topKept !== undefined) delta.changes(topKept);
  while (reader.take(Id.AT)) {
    const start = reader.place;
    const index = reader.integer();
    const frame = index < kept - 1 ? frames[index] : undefined;
    if (frame === undefined) reader.misfit('there is no such frame below the top', start);
    delta.changes(frame);
  }
  let globals = before.globals;
  if (reader.take(Id.GLOBALS)) globals = reader.bindingChanges(globals);

  let unplaced = false;
  while (reader.take(Id.PUSH)) {
    if (unplaced) reader.misfit('only the last new frame has no line of its own', reader.place - 1);
    const { frame, placed } = delta.pushed();
    unplaced = !placed;
    frames.push(frame);
  }

  const event = reader.event();
  const top = frames.at(-1);
  if (top === undefined) reader.misfit('no frame is left', reader.place - 1);
  const isNew = frames.length > kept;
  const saidTwice = isNew ? (unplaced ? null : reader.place - 1) : topMoved;
  if (saidTwice !== null) reader.misfit("the top frame's line stands with the event only", saidTwice);
  let value: string | null = null;
  if (bytecode === null) {
    top.line = reader.line() ?? reader.misfit('a line should stand here');
    if (hasValue(event)) value = event === 'return' && reader.take(Id.VAR) ? valueOf(reader, top) : reader.valueOrNull();
  } else {
    delta.place(top, isNew ? null : topLine);
    if (event === 'exception') {
      reader.expect(Id.IS);
      value = reader.valueOrNull();
    }
  }
  return canonicalise({ event, frames: frames.map((frame) => closed(frame, globals, bytecode)), globals, value }, bytecode === null ? 'line' : 'instruction');
}

/** The value of a local that a return names. */
function valueOf(reader: Reader, frame: OpenFrame): string {
  const start = reader.place;
  const name = reader.name();
  return frame.locals.find((binding) => binding.name === name)?.value ?? reader.misfit('the frame has no such variable', start);
}

function closed(frame: OpenFrame, globals: readonly Binding[], bytecode: Bytecode | null): PrintedFrame {
  const { function: name, line, locals, stack, offset } = frame;
  const iterators = frame.iterators.map((iterator) => withIteratedText(iterator, locals, globals));
  return { function: name, line, locals, iterators, stack: bytecode === null ? null : stack, offset: bytecode === null ? null : offset };
}

/** What a frame that lives on begins with where its place changed. */
function isPlace(id: number, bytecode: Bytecode | null): boolean {
  return bytecode === null ? id >= LINE_BASE && id <= LINE_BASE + MAX_LINE : id === Id.IS;
}

/** As `parseDelta`, and of what is malformed whether more tokens might mend it. `skip` reads what stands before the delta. */
export function parseDeltaSoFar(ids: ArrayLike<number>, before: PrintedState, bytecode: Bytecode | null, skip: (reader: Reader) => void = () => undefined): { readonly kind: 'state'; readonly state: PrintedState } | MalformedSoFar {
  const reader = new Reader(ids);
  return reading(() => {
    skip(reader);
    const state = readDelta(reader, canonicalise(before, bytecode === null ? 'line' : 'instruction'), bytecode);
    reader.take(Id.EOS);
    if (!reader.ended) reader.misfit('nothing should stand here');
    return { kind: 'state' as const, state };
  });
}

/**
 * Applies the tokens of a delta (a trailing `<eos>` is allowed, not needed) to `before` and gives the state after it
 * in canonical form.
 */
export function parseDelta(ids: ArrayLike<number>, before: PrintedState, bytecode: Bytecode | null = null): ParsedState {
  const parsed = parseDeltaSoFar(ids, before, bytecode);
  return parsed.kind === 'state' ? parsed : malformed(parsed.at, parsed.message);
}

export function malformed(at: number, message: string): Malformed {
  return { kind: 'malformed', at, message };
}
