/** Reading of tokens that a model wrote: what fits is taken, what does not is a `Misfit` with its place. */
import type { Binding, IteratedPart, IteratorPosition, PrintedState } from '../trace/printed-state.ts';
import type { Bytecode, ListedCode } from './bytecode.ts';
import { NULL_ENTRY, sortBindings } from './state-text.ts';
import type { Malformed } from './step.ts';
import { decodeSpelling } from './tokenizer.ts';
import { withAppended, withInserted, withItem, withRemoved, withTaken } from './value-change.ts';
import { Id, LINE_BASE, MAX_LINE, TOKENS, isNameToken, isStructure, isValueToken } from './vocabulary.ts';

const EVENTS: ReadonlyMap<number, PrintedState['event']> = new Map([
  [Id.LINE, 'line'],
  [Id.CALL, 'call'],
  [Id.RETURN, 'return'],
  [Id.EXCEPTION, 'exception'],
  [Id.INSTRUCTION, 'instruction'],
]);

/** Inside the parsers only: unwinds to the one that was called, which makes it data. */
export class Misfit extends Error {
  readonly at: number;
  /** Whether the tokens ended there: more of them might make it fit. */
  readonly open: boolean;
  constructor(place: number, message: string, open: boolean) {
    super(message);
    this.at = place;
    this.open = open;
  }
}

/** What a parser of tokens so far comes to; `open` malformed ones may become a state with more tokens. */
export interface MalformedSoFar extends Malformed {
  readonly open: boolean;
}

/** Runs a parser; a misfit becomes data. */
export function reading<T>(read: () => T): T | MalformedSoFar {
  try {
    return read();
  } catch (error) {
    if (error instanceof Misfit) return { kind: 'malformed', at: error.at, message: error.message, open: error.open };
    throw error;
  }
}

/** Reads a whole answer, which has to end with `<eos>`. */
export function decodeAnswer<T>(ids: ArrayLike<number>, read: (reader: Reader) => T): T | Malformed {
  const reader = new Reader(ids);
  const answer = reading(() => {
    const value = read(reader);
    if (reader.ended) reader.misfit('the answer does not end');
    if (!reader.take(Id.EOS) || !reader.ended) reader.misfit('nothing should stand here');
    return { kind: 'read' as const, value };
  });
  return answer.kind === 'read' ? answer.value : { kind: 'malformed', at: answer.at, message: answer.message };
}

export class Reader {
  readonly ids: ArrayLike<number>;
  place: number;

  constructor(ids: ArrayLike<number>, place = 0) {
    this.ids = ids;
    this.place = place;
  }

  get ended(): boolean {
    return this.place >= this.ids.length;
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
    throw new Misfit(place, `${message}, found ${found}`, this.ended);
  }

  private spelling(belongs: (id: number) => boolean): string {
    const start = this.place;
    while (belongs(this.peek())) this.place += 1;
    return decodeSpelling(this.ids, start, this.place) ?? this.misfit('the bytes are not UTF-8', start);
  }

  /** What text tokens spell, of whatever kind. */
  text(): string {
    return this.spelling((id) => id >= 0 && !isStructure(id));
  }

  name(): string {
    const name = this.spelling(isNameToken);
    return name === '' ? this.misfit('a name should stand here') : name;
  }

  value(): string {
    return this.spelling(isValueToken);
  }

  /** `value | <null>`. */
  valueOrNull(): string | null {
    return this.take(Id.NULL) ? null : this.value();
  }

  integer(): number {
    const start = this.place;
    const text = this.value();
    return /^-?\d{1,15}$/.test(text) ? Number(text) : this.misfit('a number should stand here', start);
  }

  /** An integer that other text follows: digits alone, as many as there are. */
  digits(): number {
    const start = this.place;
    let text = '';
    while (text.length < 15) {
      const digit = TOKENS[this.peek()];
      if (digit === undefined || !/^\d$/.test(digit)) break;
      text += digit;
      this.place += 1;
    }
    return text === '' ? this.misfit('a number should stand here', start) : Number(text);
  }

  /** The line of a `<Lk>`, or null where none stands here. */
  line(): number | null {
    const line = this.peek() - LINE_BASE;
    if (line < 0 || line > MAX_LINE) return null;
    this.place += 1;
    return line;
  }

  event(): PrintedState['event'] {
    const event = EVENTS.get(this.peek());
    if (event === undefined) this.misfit('an event should stand here');
    this.place += 1;
    return event;
  }

  binding(): Binding {
    const name = this.name();
    this.expect(Id.IS);
    return { name, value: this.value() };
  }

  /** As `binding`; where there is an old value, what changes in it may stand there too. */
  private changedBinding(bindings: ReadonlyMap<string, Binding>): Binding {
    const start = this.place;
    const name = this.name();
    const old = bindings.get(name)?.value;
    const value = old === undefined ? undefined : this.changedValue(old);
    if (value === null) this.misfit('the value can not change so', start);
    if (value !== undefined) return { name, value };
    this.expect(Id.IS);
    return { name, value: this.value() };
  }

  /** A value after what changes in it; null where that does not fit, undefined where the value is said anew. */
  private changedValue(old: string): string | null | undefined {
    if (this.take(Id.PUSH)) return withAppended(old, this.value());
    if (this.take(Id.DELETE)) return this.take(Id.IS) ? withRemoved(old, this.value()) : withTaken(old, this.value());
    if (!this.take(Id.AT)) return undefined;
    const key = this.value();
    if (this.take(Id.PUSH)) return withInserted(old, key, this.value());
    this.expect(Id.IS);
    return withItem(old, key, this.value());
  }

  /**
   * An iterator after its `<iterator>`; `before` is what runs on where nothing is said. Its `of` does not know yet what
   * named parts hold (`iteratedText`).
   */
  iterator(before: IteratorPosition | null): IteratorPosition {
    const position = this.integer();
    if (this.take(Id.OF)) return { position, of: this.valueOrNull(), over: [] };
    const over: IteratedPart[] = [];
    for (;;) {
      if (this.take(Id.VAR)) over.push({ name: this.name() });
      else if (this.take(Id.IS)) over.push({ value: this.value() });
      else break;
    }
    if (over.length === 0) return { position, of: before?.of ?? null, over: before?.over ?? [] };
    return { position, of: null, over };
  }

  /** `(<entry> (value | <null>))*`. */
  entries(): string[] {
    const entries: string[] = [];
    while (this.take(Id.ENTRY)) entries.push(this.valueOrNull() ?? NULL_ENTRY);
    return entries;
  }

  /** `change*` applied to `bindings`. */
  bindingChanges(bindings: readonly Binding[]): readonly Binding[] {
    if (this.peek() !== Id.VAR && this.peek() !== Id.DELETE) return bindings;
    const byName = new Map(bindings.map((binding) => [binding.name, binding]));
    for (;;) {
      const start = this.place;
      if (this.take(Id.VAR)) {
        const binding = this.changedBinding(byName);
        byName.set(binding.name, binding);
      } else if (this.take(Id.DELETE)) {
        if (!byName.delete(this.name())) this.misfit('a variable is deleted that is not there', start);
      } else {
        return sortBindings([...byName.values()]);
      }
    }
  }

  /** `name`, or at instruction granularity `name [<of> integer]`, which has to name a code of the program. */
  codeName(bytecode: Bytecode | null): { readonly name: string; readonly code: ListedCode | null } {
    const start = this.place;
    const name = this.name();
    if (bytecode === null) return { name, code: null };
    const code = bytecode.named(name, this.take(Id.OF) ? this.integer() : 0);
    return { name, code: code ?? this.misfit('the program has no such code', start) };
  }

  /** The place of an instruction of `code`, and its offset. */
  instructionPlace(code: ListedCode): { readonly place: number; readonly offset: number } {
    const start = this.place;
    const place = this.digits();
    const offset = code.offsetOf(place);
    return { place, offset: offset ?? this.misfit('the code has no such instruction', start) };
  }
}
