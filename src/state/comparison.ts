/** The true state beside the predicted one as rows of a table: what the state panel shows and a screen reader reads. */
import { diffStates, isPredictedGlobal, type FrameDiff, type StateDiff, type ValueDiff, type Verdict } from '../trace/diff.ts';
import type { IteratorPosition, PrintedFrame, PrintedState } from '../trace/printed-state.ts';

export interface ComparisonRow {
  /** Stable from step to step. */
  readonly key: string;
  readonly kind: 'variable' | 'iterator' | 'stack' | 'value';
  readonly name: string;
  readonly real: string | null;
  readonly predicted: string | null;
  /** Null where nothing was predicted. */
  readonly verdict: Verdict | null;
  /** The true value is another than a step before, or is new. */
  readonly changed: boolean;
  /** Free-running only: the same place was wrong a step before already. Null where it is right or not predicted. */
  readonly origin: 'here' | 'inherited' | null;
}

export interface ComparisonGroup {
  readonly key: string;
  readonly kind: 'frame' | 'globals';
  /** Name of the function; '' for the globals. */
  readonly title: string;
  /** The innermost frame. */
  readonly isTop: boolean;
  /** Where the frame is: `line 4`, `return · line 9`; null for the globals. */
  readonly realPlace: string | null;
  readonly predictedPlace: string | null;
  readonly placeVerdict: Verdict | null;
  readonly placeChanged: boolean;
  readonly origin: 'here' | 'inherited' | null;
  readonly rows: readonly ComparisonRow[];
}

interface Inputs {
  readonly real: PrintedState;
  readonly predicted: PrintedState | null;
  /** The true state a step before; null at the first step. */
  readonly realBefore: PrintedState | null;
  /** Free-running: what was predicted of the step that this prediction is made from; null otherwise. */
  readonly predictedBefore: PrintedState | null;
  /** The true state of that step; `realBefore` where it does not say. */
  readonly realFrom?: PrintedState | undefined;
  /** The instruction that a frame is at, in words; by line there is none. */
  readonly instructionOf?: ((frame: PrintedFrame) => string | null) | undefined;
}

/** Innermost frame first, then its callers, then the globals. */
export function compareStates({ real, predicted, realBefore, predictedBefore, realFrom, instructionOf = () => null }: Inputs): readonly ComparisonGroup[] {
  const diff = predicted === null ? null : diffStates(real, predicted);
  const trueFrom = realFrom ?? realBefore;
  const diffBefore = trueFrom === null || predictedBefore === null ? null : diffStates(trueFrom, predictedBefore);
  const depth = diff === null ? real.frames.length : diff.frames.length;
  const groups: ComparisonGroup[] = [];
  for (let index = depth - 1; index >= 0; index -= 1) groups.push(frameGroup(index, { real, predicted, realBefore, instructionOf }, diff, diffBefore));
  const globals = globalsGroup(real, realBefore, diff, diffBefore);
  if (globals.rows.length > 0) groups.push(globals);
  return groups;
}

type Sides = Pick<Inputs, 'real' | 'predicted' | 'realBefore'> & { readonly instructionOf: (frame: PrintedFrame) => string | null };

function frameGroup(index: number, { real, predicted, realBefore, instructionOf }: Sides, diff: StateDiff | null, diffBefore: StateDiff | null): ComparisonGroup {
  const frame = real.frames[index] ?? null;
  const guess = predicted?.frames[index] ?? null;
  const frameDiff = diff?.frames[index] ?? null;
  const frameDiffBefore = diffBefore?.frames[index] ?? null;
  const isTop = frame === null ? index === (predicted?.frames.length ?? 0) - 1 : index === real.frames.length - 1;
  const before = sameFrame(realBefore?.frames[index] ?? null, frame);
  const title = frame?.function ?? guess?.function ?? '';
  const realPlace = frame === null ? null : placeText(frame, real, index, instructionOf);
  const placeVerdict = frameDiff === null ? null : verdictOfPlace(frameDiff, real, predicted, index);
  const wasWrong = frameDiffBefore !== null && (frameDiffBefore.presence !== 'both' || !frameDiffBefore.sameLine || !frameDiffBefore.sameOffset || !frameDiffBefore.sameFunction);
  return {
    key: `frame-${index}`,
    kind: 'frame',
    title,
    isTop,
    realPlace,
    predictedPlace: guess === null || predicted === null ? null : placeText(guess, predicted, index, instructionOf, guess.function !== title),
    placeVerdict,
    placeChanged: before !== null && realBefore !== null && realPlace !== placeText(before, realBefore, index, instructionOf),
    origin: originOf(placeVerdict, diffBefore === null ? null : wasWrong),
    rows: frameRows(index, frame, before, frameDiff, frameDiffBefore, isTop ? valueRow(real, realBefore, diff, diffBefore) : null),
  };
}

/** The frame a step before, if it is the same activation as far as one can see. */
function sameFrame(before: PrintedFrame | null, now: PrintedFrame | null): PrintedFrame | null {
  return before !== null && now !== null && before.function === now.function ? before : null;
}

function placeText(frame: PrintedFrame, state: PrintedState, index: number, instructionOf: (frame: PrintedFrame) => string | null, withName = false): string {
  const parts: string[] = [];
  if (withName) parts.push(frame.function);
  const isTop = index === state.frames.length - 1;
  if (isTop && state.event !== 'line' && state.event !== 'instruction') parts.push(state.event);
  const instruction = isTop ? instructionOf(frame) : null;
  if (instruction !== null) parts.push(instruction);
  parts.push(`line ${frame.line}`);
  return parts.join(' · ');
}

function verdictOfPlace(diff: FrameDiff, real: PrintedState, predicted: PrintedState | null, index: number): Verdict {
  if (diff.presence !== 'both') return diff.presence;
  const realTop = index === real.frames.length - 1;
  const predictedTop = index === (predicted?.frames.length ?? 0) - 1;
  const sameEvent = realTop !== predictedTop || !realTop || real.event === predicted?.event;
  return diff.sameFunction && diff.sameLine && diff.sameOffset && sameEvent ? 'same' : 'wrong-value';
}

function frameRows(index: number, frame: PrintedFrame | null, before: PrintedFrame | null, diff: FrameDiff | null, diffBefore: FrameDiff | null, value: ComparisonRow | null): readonly ComparisonRow[] {
  const rows: ComparisonRow[] = [];
  const old = new Map((before?.locals ?? []).map((binding) => [binding.name, binding.value]));
  const wrongBefore = wrongNames(diffBefore?.locals ?? null);
  const locals = diff?.locals ?? unpredicted(frame?.locals ?? []);
  for (const local of locals) {
    rows.push(row(`frame-${index}-${local.name}`, 'variable', local.name, local, diff !== null, before !== null && local.actual !== null && old.get(local.name) !== local.actual, wrongBefore?.has(local.name) ?? null));
  }
  const iterators = diff?.iterators ?? unpredicted((frame?.iterators ?? []).map((iterator) => ({ name: '', value: iteratorText(iterator) })));
  iterators.forEach((iterator, place) => {
    const oldOne = before?.iterators[place];
    const changed = before !== null && iterator.actual !== null && (oldOne === undefined || iteratorText(oldOne) !== iterator.actual);
    rows.push(row(`frame-${index}-iterator-${place}`, 'iterator', String(place + 1), iterator, diff !== null, changed, wasWrongAt(diffBefore?.iterators, place)));
  });
  const items = diff?.stack ?? null;
  const entries: readonly ValueDiff[] = items ?? (frame?.stack ?? []).map((text) => ({ actual: text, predicted: null, verdict: 'missing' }));
  entries.forEach((item, place) => {
    const changed = before !== null && item.actual !== null && before.stack?.[place] !== item.actual;
    rows.push(row(`frame-${index}-stack-${place}`, 'stack', String(place), item, items !== null, changed, wasWrongAt(diffBefore?.stack ?? undefined, place)));
  });
  if (value !== null) rows.push(value);
  return rows;
}

function valueRow(real: PrintedState, realBefore: PrintedState | null, diff: StateDiff | null, diffBefore: StateDiff | null): ComparisonRow | null {
  const value: ValueDiff | null = diff === null ? (real.value === null ? null : { verdict: 'missing', actual: real.value, predicted: null }) : diff.value;
  if (value === null) return null;
  const wasWrong = diffBefore === null ? null : diffBefore.value !== null && diffBefore.value.verdict !== 'same';
  return row('value', 'value', real.event, value, diff !== null, value.actual !== null && realBefore?.value !== value.actual, wasWrong);
}

function globalsGroup(real: PrintedState, realBefore: PrintedState | null, diff: StateDiff | null, diffBefore: StateDiff | null): ComparisonGroup {
  const old = new Map((realBefore?.globals ?? []).map((binding) => [binding.name, binding.value]));
  const wrongBefore = wrongNames(diffBefore?.globals ?? null);
  const globals = diff?.globals ?? unpredicted(real.globals.filter(isPredictedGlobal));
  return {
    key: 'globals',
    kind: 'globals',
    title: '',
    isTop: false,
    realPlace: null,
    predictedPlace: null,
    placeVerdict: null,
    placeChanged: false,
    origin: null,
    rows: globals.map((binding) =>
      row(`global-${binding.name}`, 'variable', binding.name, binding, diff !== null, realBefore !== null && binding.actual !== null && old.get(binding.name) !== binding.actual, wrongBefore?.has(binding.name) ?? null),
    ),
  };
}

function row(key: string, kind: ComparisonRow['kind'], name: string, value: ValueDiff, wasPredicted: boolean, changed: boolean, wasWrong: boolean | null): ComparisonRow {
  const verdict = wasPredicted ? value.verdict : null;
  return { key, kind, name, real: value.actual, predicted: wasPredicted ? value.predicted : null, verdict, changed, origin: originOf(verdict, wasWrong) };
}

function originOf(verdict: Verdict | null, wasWrong: boolean | null): 'here' | 'inherited' | null {
  if (verdict === null || verdict === 'same' || wasWrong === null) return null;
  return wasWrong ? 'inherited' : 'here';
}

function wrongNames(diffs: readonly { readonly name: string; readonly verdict: Verdict }[] | null): ReadonlySet<string> | null {
  return diffs === null ? null : new Set(diffs.filter((diff) => diff.verdict !== 'same').map((diff) => diff.name));
}

function wasWrongAt(diffs: readonly ValueDiff[] | undefined, place: number): boolean | null {
  if (diffs === undefined) return null;
  const diff = diffs[place];
  return diff !== undefined && diff.verdict !== 'same';
}

function unpredicted(bindings: readonly { readonly name: string; readonly value: string }[]): readonly (ValueDiff & { readonly name: string })[] {
  return bindings.map(({ name, value }) => ({ name, verdict: 'missing', actual: value, predicted: null }));
}

/** As `diffStates` words it. */
function iteratorText(iterator: IteratorPosition): string {
  return iterator.of === null ? String(iterator.position) : `${iterator.position} of ${iterator.of}`;
}

/** How many rows (places of frames included) have each verdict. */
export function countVerdicts(groups: readonly ComparisonGroup[]): ReadonlyMap<Verdict, number> {
  const counts = new Map<Verdict, number>();
  const add = (verdict: Verdict | null): void => {
    if (verdict !== null) counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
  };
  for (const group of groups) {
    add(group.placeVerdict);
    for (const { verdict } of group.rows) add(verdict);
  }
  return counts;
}
