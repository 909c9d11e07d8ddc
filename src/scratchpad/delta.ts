/** What changes from one state to the next, as tokens (`DELTA` of the grammar). `parse-delta.ts` is the way back. */
import { at } from '../base/assert.ts';
import { fail, ok } from '../base/result.ts';
import type { Result } from '../base/result.ts';
import type { Binding, IteratorPosition, PrintedFrame, PrintedState } from '../trace/printed-state.ts';
import {
  EVENT_IDS,
  canonicalise,
  compareCodePoints,
  pushBinding,
  pushEventValue,
  pushIterator,
  pushLine,
  tooManyLines,
} from './state-text.ts';
import type { NotPredictable } from './step.ts';
import { pushInteger, pushName, pushValue } from './tokenizer.ts';
import { Id } from './vocabulary.ts';

/**
 * How many frames of `before` live on in `after`. States carry no frame identity, so it is read from the events: a
 * frame that returned is gone, a frame that is called is new, and below that the same function is the same frame.
 * Any answer would give an exact delta; this one says what happened.
 */
export function keptFrames(before: PrintedState, after: PrintedState): number {
  const most = Math.min(
    before.frames.length - (before.event === 'return' ? 1 : 0),
    after.frames.length - (after.event === 'call' ? 1 : 0),
  );
  let kept = 0;
  while (kept < most && at(before.frames, kept).function === at(after.frames, kept).function) kept += 1;
  return kept;
}

/** Appends what makes the variables `before` into `after`; both are in canonical order. */
function pushBindingChanges(out: number[], before: readonly Binding[], after: readonly Binding[]): void {
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
      if (order > 0 || old?.value !== now?.value) pushBinding(out, now as Binding);
      if (order === 0) i += 1;
      j += 1;
    }
  }
}

function sameIterators(before: readonly IteratorPosition[], after: readonly IteratorPosition[]): boolean {
  return (
    before.length === after.length &&
    before.every((old, i) => old.position === after[i]?.position && old.of === after[i].of)
  );
}

function pushIteratorChanges(out: number[], before: readonly IteratorPosition[], after: readonly IteratorPosition[]): void {
  if (sameIterators(before, after)) return;
  out.push(Id.ITERATORS);
  after.forEach((iterator, i) => {
    const old = before[i]?.of ?? null;
    pushIterator(out, { position: iterator.position, of: null });
    if (iterator.of === old) return;
    out.push(Id.OF);
    if (iterator.of === null) out.push(Id.NULL);
    else pushValue(out, iterator.of);
  });
}

/**
 * Tokens of the step from `before` to `after`, without `<eos>`. Applied to `before` they give `after` exactly, both
 * in canonical form.
 */
export function encodeDelta(before: PrintedState, after: PrintedState): Result<number[], NotPredictable> {
  const old = canonicalise(before);
  const now = canonicalise(after);
  const out: number[] = [];
  const kept = keptFrames(old, now);
  const pushed = now.frames.slice(kept);
  for (let k = kept; k < old.frames.length; k += 1) out.push(Id.POP);

  // The innermost first: what it changed is what the frames that call it see changed.
  for (let k = kept - 1; k >= 0; k -= 1) {
    const frame = at(now.frames, k);
    const changes = frameChanges(at(old.frames, k), frame, k < now.frames.length - 1);
    if (changes === null) return fail(tooManyLines(frame.line));
    if (changes.length === 0) continue;
    if (k < kept - 1) {
      out.push(Id.AT);
      pushInteger(out, k);
    }
    for (const id of changes) out.push(id);
  }

  const globals: number[] = [];
  pushBindingChanges(globals, old.globals, now.globals);
  if (globals.length > 0) out.push(Id.GLOBALS, ...globals);

  for (const [k, frame] of pushed.entries()) {
    out.push(Id.PUSH);
    pushName(out, frame.function);
    if (k < pushed.length - 1 && !pushLine(out, frame.line)) return fail(tooManyLines(frame.line));
    for (const binding of frame.locals) pushBinding(out, binding);
    for (const iterator of frame.iterators) pushIterator(out, iterator);
  }

  out.push(EVENT_IDS[now.event]);
  const top = at(now.frames, now.frames.length - 1);
  if (!pushLine(out, top.line)) return fail(tooManyLines(top.line));
  pushEventValue(out, now);
  return ok(out);
}

/** Null: the frame's line has no token. The line of the top frame is said by the event. */
function frameChanges(old: PrintedFrame, now: PrintedFrame, sayLine: boolean): number[] | null {
  const out: number[] = [];
  if (sayLine && old.line !== now.line && !pushLine(out, now.line)) return null;
  pushBindingChanges(out, old.locals, now.locals);
  pushIteratorChanges(out, old.iterators, now.iterators);
  return out;
}
