/** Tokens of a whole state → the state. */
import type { Binding, IteratorPosition, PrintedFrame, PrintedState } from '../trace/printed-state.ts';
import { withIteratedText } from '../trace/iterated.ts';
import type { Bytecode } from './bytecode.ts';
import { decodeAnswer } from './reader.ts';
import type { Reader } from './reader.ts';
import { canonicalise, hasValue, sortBindings } from './state-text.ts';
import type { ParsedState } from './step.ts';
import { Id } from './vocabulary.ts';

function readBindings(reader: Reader): readonly Binding[] {
  const bindings: Binding[] = [];
  while (reader.take(Id.VAR)) bindings.push(reader.binding());
  return sortBindings(bindings);
}

/** A frame after its `<frame>`; `full` says whether the instruction itself stood with its place. */
function readFrame(reader: Reader, bytecode: Bytecode | null): { readonly frame: PrintedFrame; readonly full: boolean } {
  const { name, code } = reader.codeName(bytecode);
  const line = reader.line() ?? reader.misfit('a line should stand here');
  let offset: number | null = null;
  let full = false;
  if (code !== null) {
    reader.expect(Id.INSTRUCTION);
    const { place, offset: found } = reader.instructionPlace(code);
    offset = found;
    const [first, ...rest] = code.instructionTokens(place);
    full = first !== undefined && reader.take(first);
    if (full) for (const id of rest) if (!reader.take(id)) reader.misfit('the code has another instruction there');
  }
  const locals = readBindings(reader);
  const iterators: IteratorPosition[] = [];
  while (reader.take(Id.ITERATOR)) iterators.push(reader.iterator(null));
  return { frame: { function: name, line, locals, iterators, stack: code === null ? null : reader.entries(), offset }, full };
}

/** Reads one state from where `reader` stands; it is canonical. Throws `Misfit`. */
export function readState(reader: Reader, bytecode: Bytecode | null): PrintedState {
  reader.expect(Id.STATE);
  const frames: PrintedFrame[] = [];
  let full = false;
  let frameStart = reader.place;
  while (reader.peek() === Id.FRAME) {
    if (full) reader.misfit('only the top frame says its instruction');
    frameStart = reader.place;
    reader.place += 1;
    const read = readFrame(reader, bytecode);
    frames.push(read.frame);
    full = read.full;
  }
  if (frames.length === 0) reader.misfit('a frame should stand here');
  const globals = reader.take(Id.GLOBALS) ? readBindings(reader) : [];
  const event = reader.event();
  if (bytecode !== null && !full) reader.misfit('the top frame does not say its instruction', frameStart);
  const stated = frames.map((frame) => ({ ...frame, iterators: frame.iterators.map((iterator) => withIteratedText(iterator, frame.locals, globals)) }));
  const value = hasValue(event) && (bytecode === null || event === 'exception') ? reader.valueOrNull() : null;
  return canonicalise({ event, frames: stated, globals, value }, bytecode === null ? 'line' : 'instruction');
}

/** The state of `STATE <eos>`. */
export function parseState(ids: ArrayLike<number>, bytecode: Bytecode | null = null): ParsedState {
  return decodeAnswer(ids, (reader): ParsedState => ({ kind: 'state', state: readState(reader, bytecode) }));
}
