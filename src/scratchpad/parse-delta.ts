/**
 * Tokens of a delta → the next state. The tokens come from a model: whatever they are, the outcome is a state or
 * `Malformed`, never an exception.
 */
import type { Binding, IteratorPosition, PrintedState } from '../trace/printed-state.ts';
import { canonicalise, hasValue, sortBindings } from './state-text.ts';
import type { Malformed, ParsedState } from './step.ts';
import { decodeSpelling } from './tokenizer.ts';
import { Id, LINE_BASE, MAX_LINE, TOKENS, isNameToken, isValueToken } from './vocabulary.ts';

const EVENTS: ReadonlyMap<number, PrintedState['event']> = new Map([
  [Id.LINE, 'line'],
  [Id.CALL, 'call'],
  [Id.RETURN, 'return'],
  [Id.EXCEPTION, 'exception'],
  [Id.INSTRUCTION, 'instruction'],
]);

/** Inside the parser only: unwinds to `parseDelta`, which makes it data. */
class Misfit extends Error {
  readonly at: number;
  constructor(at: number, message: string) {
    super(message);
    this.at = at;
  }
}

interface OpenFrame {
  readonly function: string;
  line: number;
  locals: readonly Binding[];
  iterators: readonly IteratorPosition[];
}

class Reader {
  readonly ids: ArrayLike<number>;
  place = 0;

  constructor(ids: ArrayLike<number>) {
    this.ids = ids;
  }

  peek(): number {
    return this.ids[this.place] ?? -1;
  }

  take(id: number): boolean {
    if (this.peek() !== id) return false;
    this.place += 1;
    return true;
  }

  expect(id: number): void {
    if (!this.take(id)) this.misfit(`${TOKENS[id] ?? ''} should stand here`);
  }

  misfit(message: string, place = this.place): never {
    const found = place < this.ids.length ? (TOKENS[this.ids[place] ?? -1] ?? 'an unknown token') : 'the end';
    throw new Misfit(place, `${message}, found ${found}`);
  }

  private spelling(belongs: (id: number) => boolean): string {
    const start = this.place;
    while (belongs(this.peek())) this.place += 1;
    return decodeSpelling(this.ids, start, this.place) ?? this.misfit('the bytes are not UTF-8', start);
  }

  name(): string {
    const name = this.spelling(isNameToken);
    return name === '' ? this.misfit('a name should stand here') : name;
  }

  value(): string {
    return this.spelling(isValueToken);
  }

  integer(): number {
    const start = this.place;
    const text = this.value();
    return /^-?\d{1,15}$/.test(text) ? Number(text) : this.misfit('a number should stand here', start);
  }

  /** The line of a `<Lk>`, or null where none stands here. */
  line(): number | null {
    const line = this.peek() - LINE_BASE;
    if (line < 0 || line > MAX_LINE) return null;
    this.place += 1;
    return line;
  }

  binding(): Binding {
    const name = this.name();
    this.expect(Id.IS);
    return { name, value: this.value() };
  }

  /** An iterator after its `<iterator>`; `before` is what an absent `<of>` stands for. */
  iterator(before: string | null): IteratorPosition {
    const position = this.integer();
    if (!this.take(Id.OF)) return { position, of: before };
    return { position, of: this.take(Id.NULL) ? null : this.value() };
  }

  /** `(<var> name <is> value | <delete> name)*` applied to `bindings`. */
  bindingChanges(bindings: readonly Binding[]): readonly Binding[] {
    if (this.peek() !== Id.VAR && this.peek() !== Id.DELETE) return bindings;
    const byName = new Map(bindings.map((binding) => [binding.name, binding]));
    for (;;) {
      const start = this.place;
      if (this.take(Id.VAR)) {
        const binding = this.binding();
        byName.set(binding.name, binding);
      } else if (this.take(Id.DELETE)) {
        if (!byName.delete(this.name())) this.misfit('a variable is deleted that is not there', start);
      } else {
        return sortBindings([...byName.values()]);
      }
    }
  }

  frameChanges(frame: OpenFrame): void {
    frame.line = this.line() ?? frame.line;
    frame.locals = this.bindingChanges(frame.locals);
    if (this.take(Id.ITERATORS)) {
      const before = frame.iterators;
      const iterators: IteratorPosition[] = [];
      while (this.take(Id.ITERATOR)) iterators.push(this.iterator(before[iterators.length]?.of ?? null));
      frame.iterators = iterators;
    }
  }
}

function read(reader: Reader, before: PrintedState): PrintedState {
  const frames: OpenFrame[] = before.frames.map((frame) => ({
    function: frame.function,
    line: frame.line,
    locals: frame.locals,
    iterators: frame.iterators,
  }));
  while (reader.take(Id.POP)) {
    if (frames.pop() === undefined) reader.misfit('there is no frame left to pop', reader.place - 1);
  }
  const kept = frames.length;

  const topMoved = isLine(reader.peek()) ? reader.place : null;
  const topKept = frames[kept - 1];
  if (topKept !== undefined) reader.frameChanges(topKept);
  while (reader.take(Id.AT)) {
    const start = reader.place;
    const index = reader.integer();
    const frame = index < kept - 1 ? frames[index] : undefined;
    if (frame === undefined) reader.misfit('there is no such frame below the top', start);
    reader.frameChanges(frame);
  }
  let globals = before.globals;
  if (reader.take(Id.GLOBALS)) globals = reader.bindingChanges(globals);

  let unplaced = false;
  while (reader.take(Id.PUSH)) {
    if (unplaced) reader.misfit('only the last new frame has no line of its own', reader.place - 1);
    const name = reader.name();
    const line = reader.line();
    unplaced = line === null;
    const frame: OpenFrame = { function: name, line: line ?? 0, locals: [], iterators: [] };
    frame.locals = reader.bindingChanges([]);
    const iterators: IteratorPosition[] = [];
    while (reader.take(Id.ITERATOR)) iterators.push(reader.iterator(null));
    frame.iterators = iterators;
    frames.push(frame);
  }

  const event = EVENTS.get(reader.peek());
  if (event === undefined) reader.misfit('an event should stand here');
  reader.place += 1;
  const top = frames.at(-1);
  if (top === undefined) reader.misfit('no frame is left', reader.place - 1);
  const saidTwice = frames.length > kept ? (unplaced ? null : reader.place - 1) : topMoved;
  if (saidTwice !== null) reader.misfit("the top frame's line stands with the event only", saidTwice);
  top.line = reader.line() ?? reader.misfit('a line should stand here');
  const value = hasValue(event) ? (reader.take(Id.NULL) ? null : reader.value()) : null;
  reader.take(Id.EOS);
  if (reader.place < reader.ids.length) reader.misfit('nothing should stand here');
  return canonicalise({
    event,
    frames: frames.map((frame) => ({ ...frame, stack: null, offset: null })),
    globals,
    value,
  });
}

function isLine(id: number): boolean {
  return id >= LINE_BASE && id <= LINE_BASE + MAX_LINE;
}

/**
 * Applies the tokens of a delta (a trailing `<eos>` is allowed, not needed) to `before` and gives the state after it
 * in canonical form.
 */
export function parseDelta(ids: ArrayLike<number>, before: PrintedState): ParsedState {
  const reader = new Reader(ids);
  try {
    return { kind: 'state', state: read(reader, canonicalise(before)) };
  } catch (error) {
    if (error instanceof Misfit) return malformed(error.at, error.message);
    throw error;
  }
}

export function malformed(at: number, message: string): Malformed {
  return { kind: 'malformed', at, message };
}
