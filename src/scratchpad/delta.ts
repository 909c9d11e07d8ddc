/** What changes from one state to the next, as tokens (`DELTA` of the grammar). `parse-delta.ts` is the way back. */
import { at } from '../base/assert.ts';
import { fail, ok } from '../base/result.ts';
import type { Result } from '../base/result.ts';
import { samePart } from '../trace/iterated.ts';
import type { Binding, IteratedPart, IteratorPosition, PrintedFrame, PrintedState } from '../trace/printed-state.ts';
import { pushCodeName, unknownInstruction } from './bytecode.ts';
import type { Bytecode } from './bytecode.ts';
import {
  EVENT_IDS,
  canonicalise,
  compareCodePoints,
  inVersion,
  pushBinding,
  pushEntry,
  pushEventValue,
  pushIterated,
  pushIterator,
  pushLine,
  pushResult,
  tooManyLines,
} from './state-text.ts';
import type { NotPredictable } from './step.ts';
import { pushInteger, pushName, pushValue } from './tokenizer.ts';
import { valueChange, type ValueChange } from './value-change.ts';
import { GRAMMAR_VERSION, Id, type GrammarVersion } from './vocabulary.ts';

const NOWHERE: IteratorPosition = { position: 0, of: null, over: [] };

/**
 * How many frames of `before` live on in `after`. States carry no frame identity, so it is read from the events: a
 * frame that returned is gone, a frame that is called is new, and below that the same function is the same frame.
 * Any answer would give an exact delta; this one says what happened.
 */
export function keptFrames(before: PrintedState, after: PrintedState, bytecode: Bytecode | null = null): number {
  const most = Math.min(
    before.frames.length - (before.event === 'return' ? 1 : 0),
    after.frames.length - (after.event === 'call' ? 1 : 0),
  );
  let kept = 0;
  while (kept < most && sameFunction(at(before.frames, kept), at(after.frames, kept), bytecode)) kept += 1;
  return kept;
}

/** Of functions that share a name the bytecode tells which is which. */
function sameFunction(before: PrintedFrame, after: PrintedFrame, bytecode: Bytecode | null): boolean {
  if (before.function !== after.function) return false;
  return bytecode === null || bytecode.placeOf(before)?.code === bytecode.placeOf(after)?.code;
}

/** Appends what makes the variables `before` into `after`; both are in canonical order. */
function pushBindingChanges(out: number[], before: readonly Binding[], after: readonly Binding[], version: GrammarVersion): void {
  let i = 0;
  let j = 0;
  while (i < before.length || j < after.length) {
    const old = before[i];
    const now = after[j];
    const order = old === undefined ? 1 : now === undefined ? -1 : compareCodePoints(old.name, now.name);
    if (order < 0) {
      out.push(Id.DELETE);
      pushName(out, (old as Binding).name);
      i += 1;
    } else {
      if (order > 0) pushBinding(out, now as Binding);
      else if (old?.value !== now?.value) pushNewValue(out, old as Binding, now as Binding, version);
      if (order === 0) i += 1;
      j += 1;
    }
  }
}

function pushNewValue(out: number[], old: Binding, now: Binding, version: GrammarVersion): void {
  const change = changeIn(version, old, now);
  if (change.kind === 'whole') {
    pushBinding(out, now);
    return;
  }
  out.push(Id.VAR);
  pushName(out, now.name);
  switch (change.kind) {
    case 'append':
      out.push(Id.PUSH);
      pushValue(out, change.text);
      return;
    case 'taken':
      out.push(Id.DELETE);
      pushValue(out, change.key);
      return;
    case 'removed':
      out.push(Id.DELETE, Id.IS);
      pushValue(out, change.value);
      return;
    case 'item':
    case 'inserted':
      out.push(Id.AT);
      pushValue(out, change.key);
      out.push(change.kind === 'item' ? Id.IS : Id.PUSH);
      pushValue(out, change.value);
  }
}

/** The change as far as a version of the grammar can say it. */
function changeIn(version: GrammarVersion, old: Binding, now: Binding): ValueChange {
  const change: ValueChange = version === 1 ? { kind: 'whole' } : valueChange(old.value, now.value);
  return version >= 4 || change.kind === 'append' || change.kind === 'item' ? change : { kind: 'whole' };
}

function sameParts(before: readonly IteratedPart[], after: readonly IteratedPart[]): boolean {
  return before.length === after.length && before.every((part, place) => samePart(part, after[place]));
}

/** Whether two iterators run over the same, as far as the text says it. */
function sameIterated(before: IteratorPosition, after: IteratorPosition): boolean {
  return sameParts(before.over, after.over) && (after.over.length > 0 || before.of === after.of);
}

function sameIterators(before: readonly IteratorPosition[], after: readonly IteratorPosition[]): boolean {
  return (
    before.length === after.length &&
    before.every((old, i) => old.position === after[i]?.position && sameIterated(old, after[i]))
  );
}

/** Where nothing is said, an iterator runs over what that at its place before did. */
function pushIteratorChanges(out: number[], before: readonly IteratorPosition[], after: readonly IteratorPosition[]): void {
  if (sameIterators(before, after)) return;
  out.push(Id.ITERATORS);
  after.forEach((now, i) => {
    const old = before[i] ?? NOWHERE;
    out.push(Id.ITERATOR);
    pushInteger(out, now.position);
    if (sameIterated(old, now)) return;
    if (now.of === null && now.over.length === 0) out.push(Id.OF, Id.NULL);
    else pushIterated(out, now);
  });
}

/** A stack is said by how many entries go and which come. */
function pushStackChanges(out: number[], before: readonly string[], after: readonly string[]): void {
  let same = 0;
  while (same < before.length && same < after.length && before[same] === after[same]) same += 1;
  if (same === before.length && same === after.length) return;
  out.push(Id.STACK);
  for (let k = same; k < before.length; k += 1) out.push(Id.POP);
  for (const entry of after.slice(same)) pushEntry(out, entry);
}

/**
 * Tokens of the step from `before` to `after`, without `<eos>`; by instruction with a bytecode listing. Applied to
 * `before` they give `after` exactly, both in canonical form. In version 1 they leave out what iterators run `over`.
 */
export function encodeDelta(before: PrintedState, after: PrintedState, bytecode: Bytecode | null = null, version: GrammarVersion = GRAMMAR_VERSION): Result<number[], NotPredictable> {
  const granularity = bytecode === null ? 'line' : 'instruction';
  const old = canonicalise(inVersion(before, version), granularity);
  const now = canonicalise(inVersion(after, version), granularity);
  const out: number[] = [];
  const kept = keptFrames(old, now, bytecode);
  const pushed = now.frames.slice(kept);
  for (let k = kept; k < old.frames.length; k += 1) out.push(Id.POP);

  // The innermost first: what it changed is what the frames that call it see changed.
  for (let k = kept - 1; k >= 0; k -= 1) {
    const changes = frameChanges(at(old.frames, k), at(now.frames, k), k < now.frames.length - 1, bytecode, version);
    if (!changes.ok) return changes;
    if (changes.value.length === 0) continue;
    if (k < kept - 1) {
      out.push(Id.AT);
      pushInteger(out, k);
    }
    for (const id of changes.value) out.push(id);
  }

  const globals: number[] = [];
  pushBindingChanges(globals, old.globals, now.globals, version);
  if (globals.length > 0) out.push(Id.GLOBALS, ...globals);

  for (const [k, frame] of pushed.entries()) {
    const problem = pushNewFrame(out, frame, k < pushed.length - 1, bytecode);
    if (problem !== null) return fail(problem);
  }

  out.push(EVENT_IDS[now.event]);
  const place = now.frames.length - 1;
  const top = at(now.frames, place);
  if (bytecode === null) {
    if (!pushLine(out, top.line)) return fail(tooManyLines(top.line));
    const holder = now.event === 'return' && version !== 1 ? holderOf(now.value, top.locals) : undefined;
    if (holder === undefined) pushEventValue(out, now);
    else {
      out.push(Id.VAR);
      pushName(out, holder.name);
    }
    return ok(out);
  }
  const problem = pushPlace(out, place < kept ? at(old.frames, place) : null, top, bytecode);
  if (problem !== null) return fail(problem);
  if (now.event === 'exception') {
    out.push(Id.IS);
    pushResult(out, now.value);
  }
  return ok(out);
}

/** Values from this length on are returned by the name of a variable that holds them; shorter ones are as often the same by chance. */
const NAMED_LENGTH = 8;

function holderOf(value: string | null, locals: readonly Binding[]): Binding | undefined {
  return value === null || value.length < NAMED_LENGTH ? undefined : locals.find((binding) => binding.value === value);
}

/** `integer [Lk]`: the place of the frame's instruction, and the frame's line where the instruction does not say it. */
function pushPlace(out: number[], before: PrintedFrame | null, frame: PrintedFrame, bytecode: Bytecode): NotPredictable | null {
  const found = bytecode.placeOf(frame);
  if (found === null) return unknownInstruction(frame);
  pushInteger(out, found.place);
  if (found.code.lineAt(found.place, before?.line ?? null) === frame.line) return null;
  return pushLine(out, frame.line) ? null : tooManyLines(frame.line);
}

/** The place of the top frame is said by the event, that of others (`sayPlace`) here. */
function pushNewFrame(out: number[], frame: PrintedFrame, sayPlace: boolean, bytecode: Bytecode | null): NotPredictable | null {
  out.push(Id.PUSH);
  if (bytecode === null) {
    pushName(out, frame.function);
    if (sayPlace && !pushLine(out, frame.line)) return tooManyLines(frame.line);
  } else {
    const found = bytecode.placeOf(frame);
    if (found === null) return unknownInstruction(frame);
    pushCodeName(out, found.code);
    if (sayPlace) {
      out.push(Id.IS);
      const problem = pushPlace(out, null, frame, bytecode);
      if (problem !== null) return problem;
    }
  }
  for (const binding of frame.locals) pushBinding(out, binding);
  for (const iterator of frame.iterators) pushIterator(out, iterator);
  for (const entry of frame.stack ?? []) pushEntry(out, entry);
  return null;
}

function frameChanges(old: PrintedFrame, now: PrintedFrame, sayPlace: boolean, bytecode: Bytecode | null, version: GrammarVersion): Result<number[], NotPredictable> {
  const out: number[] = [];
  if (sayPlace && bytecode === null && old.line !== now.line && !pushLine(out, now.line)) return fail(tooManyLines(now.line));
  if (sayPlace && bytecode !== null && (old.offset !== now.offset || old.line !== now.line)) {
    out.push(Id.IS);
    const problem = pushPlace(out, old, now, bytecode);
    if (problem !== null) return fail(problem);
  }
  pushBindingChanges(out, old.locals, now.locals, version);
  pushIteratorChanges(out, old.iterators, now.iterators);
  pushStackChanges(out, old.stack ?? [], now.stack ?? []);
  return ok(out);
}
