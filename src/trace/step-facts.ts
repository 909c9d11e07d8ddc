/**
 * What happened between the step before and a step, as facts that can be put in words of any language. Every fact is
 * read from the two states and the instructions between them; what is not certain is left out, never guessed.
 */
import { at } from '../base/assert.ts';
import { type StepIndex, type StepList } from './line-steps.ts';
import { decisionOf, lineRunBefore, loopOf, namesLoaded, namesRead, placesRead, type Decision, type LineRun, type NamedValue } from './line-run.ts';
import { changeText, stateChanges, variablesOf, type NamedObjectChange, type VariableChange } from './state-changes.ts';
import { stateAt, type FrameState, type TraceState } from './trace-state.ts';
import type { Trace } from './trace.ts';
import { sameValue, type Value } from './value.ts';
import { RecordFlag, type CodeInfo, type RecordIndex } from './wire.ts';

/** What a piece of code is, as far as a sentence cares. */
export interface CodeRole {
  readonly role: 'module' | 'function' | 'class-body' | 'lambda' | 'generator-expression';
  readonly name: string;
}

export type StepFact =
  /** A frame begins. `fromLine`: of the caller, null where there is none. */
  | { readonly kind: 'called'; readonly code: CodeRole; readonly parameters: readonly NamedValue[]; readonly fromLine: number | null }
  /** A generator or coroutine goes on after it had waited. */
  | { readonly kind: 'resumed'; readonly code: CodeRole }
  /** Nothing of the frame has run yet; this line is its first. */
  | { readonly kind: 'begins'; readonly code: CodeRole }
  | { readonly kind: 'variable'; readonly change: VariableChange; /** Its value is what this function just returned. */ readonly returnedBy: CodeRole | null }
  | { readonly kind: 'defined'; readonly what: 'function' | 'class'; readonly name: string }
  | { readonly kind: 'imported'; readonly names: readonly string[] }
  | { readonly kind: 'object'; readonly change: NamedObjectChange }
  | { readonly kind: 'loop-next'; readonly values: readonly NamedValue[]; /** From 1; null where it is not known. */ readonly round: number | null }
  | { readonly kind: 'loop-end' }
  | { readonly kind: 'decision'; readonly decision: Decision }
  | { readonly kind: 'handler'; readonly name: string; readonly fits: boolean }
  | { readonly kind: 'printed'; readonly text: string }
  | { readonly kind: 'returned'; readonly code: CodeRole; readonly value: string; /** There is no `return` on the line. */ readonly atEnd: boolean; readonly isGenerator: boolean }
  | { readonly kind: 'yielded'; readonly code: CodeRole; readonly value: string }
  | { readonly kind: 'raised'; readonly exception: string; readonly line: number }
  /** The exception was not caught in `from` and is now in the frame that called it. */
  | { readonly kind: 'passed-on'; readonly exception: string; readonly from: CodeRole; readonly to: CodeRole }
  /** After an exception the run goes on at this line. */
  | { readonly kind: 'goes-on'; readonly line: number }
  | { readonly kind: 'back'; readonly code: CodeRole; readonly from: CodeRole; /** What came back, where it is used in no way. */ readonly dropped: string | null }
  /** The line ran, and none of the above came of it. `certain`: everything was looked at. */
  | { readonly kind: 'ran'; readonly line: number; readonly certain: boolean }
  /** At instruction granularity: what the instruction did to the value stack, top last. */
  | { readonly kind: 'instruction'; readonly text: string; readonly taken: readonly string[]; readonly put: readonly string[] };

export interface StepFacts {
  readonly facts: readonly StepFact[];
  /** Why: the values that the line read; none where that would not explain exactly one change. */
  readonly reasons: readonly NamedValue[];
  /** What the calls on the line gave, where that is a reason, in the order of the calls. */
  readonly returned: readonly NamedValue[];
}

const NOTHING: StepFacts = { facts: [], reasons: [], returned: [] };
/** What is told of what was printed, in UTF-16 units. */
const MAX_PRINTED = 60;
const MAX_REASONS = 4;
const MAX_RETURNED = 2;

/** The facts of a step of either granularity. `source` is the program's, in lines. */
export function stepFacts(steps: StepList, step: StepIndex, source: readonly string[]): StepFacts {
  const { trace } = steps;
  const record = steps.recordOf(step);
  const after = stateAt(trace, record);
  const event = steps.eventOf(step);
  if (step === 0) return event === 'call' ? { ...NOTHING, facts: [calledFact(after, null)] } : NOTHING;
  const recordBefore = steps.recordOf((step - 1) as StepIndex);
  const before = stateAt(trace, recordBefore);
  const printed = printedFact(trace, before, after);
  switch (event) {
    case 'call':
      return { ...NOTHING, facts: [...printed, isResumed(trace, record) ? { kind: 'resumed', code: roleOf(after.top.code) } : calledFact(after, after.frames.at(-2) ?? null)] };
    case 'exception':
      return { ...exceptionFacts(steps, step, before, after, source), returned: [] };
    case 'instruction':
      return { ...NOTHING, facts: [...instructionFacts(before, after), ...changeFacts(before, after), ...printed] };
    case 'line':
    case 'return':
      if (steps.granularity === 'instruction') return { ...NOTHING, facts: [...instructionFacts(before, after), ...changeFacts(before, after), ...printed, ...(event === 'return' ? [returnFact(after, source)] : [])] };
      return lineFacts({ steps, step, before, after, source, event, printed });
  }
}

/** What a code object is. */
export function roleOf(code: CodeInfo): CodeRole {
  const { name } = code;
  if (name === '<module>') return { role: 'module', name };
  if (name === '<lambda>') return { role: 'lambda', name };
  if (name === '<genexpr>') return { role: 'generator-expression', name };
  const isClass = code.instructions.some((instruction) => instruction.name === 'STORE_NAME' && instruction.argument === '__qualname__');
  return { role: isClass ? 'class-body' : 'function', name };
}

interface LineParts {
  readonly steps: StepList;
  readonly step: StepIndex;
  readonly before: TraceState;
  readonly after: TraceState;
  readonly source: readonly string[];
  readonly event: 'line' | 'return';
  readonly printed: readonly StepFact[];
}

function lineFacts({ steps, step, before, after, source, event, printed }: LineParts): StepFacts {
  const { trace } = steps;
  const record = after.record;
  const frame = after.top;
  const eventBefore = steps.eventOf((step - 1) as StepIndex);
  const sameFrame = before.top.frameId === frame.frameId;
  if (eventBefore === 'call' && sameFrame && event === 'line') {
    return isResumed(trace, before.record) ? { ...NOTHING, facts: [{ kind: 'ran', line: before.top.line, certain: false }] } : { ...NOTHING, facts: [{ kind: 'begins', code: roleOf(frame.code) }] };
  }
  if (eventBefore === 'exception' && sameFrame && event === 'line') return { ...NOTHING, facts: [...printed, { kind: 'goes-on', line: frame.line }] };

  // A trace by lines has not what ran in between.
  const run = trace.header.granularity === 'instruction' ? lineRunBefore(trace, frame.frameId, record) : null;
  const calleeBefore = !sameFrame && eventBefore === 'return' && (before.flags & RecordFlag.RETURN) !== 0 ? before : null;
  const ranLine = run?.line ?? (sameFrame ? before.top.line : (before.frames.find(({ frameId }) => frameId === frame.frameId)?.line ?? null));
  const text = ranLine === null ? '' : (source[ranLine - 1] ?? '');

  const loop = run === null ? null : loopOf(run, source, record, trace);
  const decision = run === null ? null : decisionOf(run, source, trace);
  const { variables, objects, complete } = stateChanges(before, after);
  const facts: StepFact[] = [];
  const told = new Set<string>();
  if (loop?.kind === 'next') {
    const values = loop.targets.flatMap((name) => namedValue(frame, after, name));
    if (values.length === loop.targets.length) {
      facts.push({ kind: 'loop-next', values, round: loop.taken });
      for (const name of loop.targets) told.add(name);
    }
  }
  const handler = run === null ? null : handlerFact(run, source, trace);
  if (handler !== null) facts.push(handler);
  const imports = /^\s*(import|from)\b/.test(text) ? variables.filter((change) => change.after !== null).map((change) => change.name) : [];
  if (imports.length > 0) {
    facts.push({ kind: 'imported', names: imports });
    for (const name of imports) told.add(name);
  }
  for (const change of variables) {
    if (told.has(change.name) && (change.frameId === frame.frameId || change.frameId === null)) continue;
    facts.push(variableFact(change, text, calleeBefore, run));
  }
  const read = run === null ? [] : namesLoaded(run);
  for (const change of objects) facts.push({ kind: 'object', change: named(change, read) });
  const defined = /^\s*(?:async\s+)?def\s+(\w+)/.exec(text)?.[1];
  // Names with two underscores on either side are in no record.
  if (facts.length === 0 && defined !== undefined && run?.ran.some(({ instruction }) => /^STORE_/.test(instruction.name) && instruction.argument === defined)) facts.push({ kind: 'defined', what: 'function', name: defined });
  if (loop?.kind === 'end') facts.push({ kind: 'loop-end' });
  if (decision !== null) facts.push({ kind: 'decision', decision });
  facts.push(...printed);
  const changed = facts.length;
  if (event === 'return') facts.push(returnFact(after, source));
  else if (changed === 0) facts.push(emptyFact(before, after, calleeBefore, ranLine, complete, run));

  const explained = facts.length === 1 ? facts[0] : undefined;
  return { facts, ...reasonsOf(explained, run, after, text) };
}

function emptyFact(before: TraceState, after: TraceState, callee: TraceState | null, line: number | null, complete: boolean, run: LineRun | null): StepFact {
  if (callee !== null) {
    const next = run?.ran.find(({ record }) => record > callee.record)?.instruction.name;
    const value = callee.top.stack.at(-1);
    const isYield = (callee.flags & RecordFlag.YIELD) !== 0;
    return { kind: 'back', code: roleOf(after.top.code), from: roleOf(callee.top.code), dropped: next === 'POP_TOP' && value !== undefined && !isYield && callee.top.code.name !== '__init__' ? changeText(value, callee) : null };
  }
  return { kind: 'ran', line: line ?? before.top.line, certain: complete && run !== null && roleOf(after.top.code).role !== 'class-body' };
}

function variableFact(change: VariableChange, text: string, callee: TraceState | null, run: LineRun | null): StepFact {
  if (change.before === null && change.after !== null) {
    if (/^\s*((async\s+)?def\b|@)/.test(text) && change.typeName === 'function') return { kind: 'defined', what: 'function', name: change.name };
    if (/^\s*(class\b|@)/.test(text) && change.value?.kind === 'reference' && change.typeName !== 'function' && /^<class /.test(change.after)) return { kind: 'defined', what: 'class', name: change.name };
  }
  const first = callee === null ? undefined : run?.ran.find(({ record }) => record > callee.record)?.instruction;
  const value = callee?.top.stack.at(-1);
  const isStored = first !== undefined && /^STORE_(FAST|NAME|GLOBAL|DEREF)$/.test(first.name) && first.argument === change.name;
  const isReturned = callee !== null && isStored && value !== undefined && change.value !== null && sameValue(value, change.value) && (callee.flags & RecordFlag.YIELD) === 0;
  return { kind: 'variable', change, returnedBy: isReturned ? roleOf(callee.top.code) : null };
}

/** By the name that the line itself used, where it used one of several. */
function named(change: NamedObjectChange, read: readonly string[]): NamedObjectChange {
  const { path } = change.change;
  const alias = read.includes(path) ? undefined : change.aliases.find((name) => read.includes(name));
  if (alias === undefined || !/^\w+$/.test(path)) return change;
  return { ...change, change: { ...change.change, path: alias }, aliases: [path, ...change.aliases.filter((name) => name !== alias)] };
}

/** The `except` line that looked whether the exception is its own. */
function handlerFact(run: LineRun, source: readonly string[], trace: Trace): StepFact | null {
  const match = /^\s*except\*?\s+(.+?)(\s+as\s+\w+)?\s*:/.exec(source[run.line - 1] ?? '');
  const place = run.ran.findIndex(({ instruction }) => instruction.name === 'CHECK_EXC_MATCH');
  const jump = run.ran[place + 1];
  if (match === null || place < 0 || jump === undefined) return null;
  const top = stateAt(trace, jump.record).top.stack.at(-1);
  return top?.kind === 'bool' ? { kind: 'handler', name: match[1] ?? '', fits: top.value } : null;
}

function exceptionFacts(steps: StepList, step: StepIndex, before: TraceState, after: TraceState, source: readonly string[]): Omit<StepFacts, 'returned'> {
  const info = after.exception;
  if (info === null) return NOTHING;
  const exception = info.message === '' ? info.type : `${info.type}: ${info.message}`;
  const lines = exception.split('\n')[0] ?? exception;
  if (steps.eventOf((step - 1) as StepIndex) === 'exception' && before.top.frameId !== after.top.frameId) {
    return { facts: [{ kind: 'passed-on', exception: lines, from: roleOf(before.top.code), to: roleOf(after.top.code) }], reasons: [] };
  }
  const { trace } = steps;
  const run = trace.header.granularity === 'instruction' ? lineRunBefore(trace, after.top.frameId, after.record) : null;
  const reasons = run === null || /^\s*raise\b/.test(source[run.line - 1] ?? '') ? [] : placesRead(run, after);
  return { facts: [...changeFacts(before, after), { kind: 'raised', exception: lines, line: after.top.line }], reasons: reasons.length > MAX_REASONS ? [] : reasons };
}

function reasonsOf(explained: StepFact | undefined, run: LineRun | null, after: TraceState, text: string): Pick<StepFacts, 'reasons' | 'returned'> {
  const none = { reasons: [], returned: [] };
  // Of two statements on one line either may have read a name.
  if (explained === undefined || run === null || text.includes(';') || /:\s*\S/.test(withoutBrackets(text))) return none;
  const changedName = explained.kind === 'variable' ? explained.change.name : null;
  const result = explained.kind === 'variable' ? explained.change.after : explained.kind === 'returned' ? explained.value : null;
  const explains = (explained.kind === 'variable' && explained.returnedBy === null && explained.change.after !== null) || explained.kind === 'object' || explained.kind === 'decision' || (explained.kind === 'returned' && !explained.atEnd);
  if (!explains) return none;
  const returned = callsReturned(run, after.record, after.trace);
  // "`b` becomes 3, because `a` is 3" says nothing that the line does not.
  const isCopyOf = (read: readonly NamedValue[]): boolean => read.length + returned.length === 1 && (read[0] ?? returned[0])?.text === result;
  const places = placesRead(run, after).filter(({ name }) => name !== changedName);
  // The object that an attribute was taken of says more than the attribute.
  const reasons = isCopyOf(places) ? namesRead(run, after).filter(({ name }) => name !== changedName) : places;
  return isCopyOf(reasons) || reasons.length > MAX_REASONS || returned.length > MAX_RETURNED ? none : { reasons, returned };
}

/** What the functions that the line called gave back; constructors, generators and bodies of classes left out. */
function callsReturned(run: LineRun, end: RecordIndex, trace: Trace): readonly NamedValue[] {
  const depth = at(trace.depths, run.start) + 1;
  const returned: NamedValue[] = [];
  for (let record = run.start + 1; record < end && returned.length <= MAX_RETURNED; record += 1) {
    const flags = at(trace.flags, record);
    if (at(trace.depths, record) !== depth || (flags & RecordFlag.RETURN) === 0 || (flags & RecordFlag.YIELD) !== 0) continue;
    const state = stateAt(trace, record as RecordIndex);
    const { role, name } = roleOf(state.top.code);
    if ((role === 'function' || role === 'lambda') && name !== '__init__') returned.push({ name, text: returnedValue(state) });
  }
  return returned;
}

/** A line less what stands in brackets and strings, where a colon means something else. */
function withoutBrackets(line: string): string {
  let text = line.replace(/#.*$/, '').replace(/'[^']*'|"[^"]*"/g, '');
  for (let before = ''; before !== text; ) {
    before = text;
    text = text.replace(/\([^()]*\)|\[[^[\]]*\]|\{[^{}]*\}/g, '');
  }
  return text;
}

function changeFacts(before: TraceState, after: TraceState): StepFact[] {
  const { variables, objects } = stateChanges(before, after);
  return [...variables.map((change): StepFact => ({ kind: 'variable', change, returnedBy: null })), ...objects.map((change): StepFact => ({ kind: 'object', change }))];
}

function printedFact(trace: Trace, before: TraceState, after: TraceState): StepFact[] {
  const text = trace.stdout.slice(before.stdoutLength, after.stdoutLength).replace(/\n$/, '');
  if (after.stdoutLength === before.stdoutLength) return [];
  return [{ kind: 'printed', text: text.length > MAX_PRINTED ? `${text.slice(0, MAX_PRINTED - 1)}…` : text }];
}

function namedValue(frame: FrameState, state: TraceState, name: string): readonly NamedValue[] {
  const variable = variablesOf(frame).find((candidate) => candidate.name === name) ?? (frame.code.name === '<module>' ? state.globals.find((candidate) => candidate.name === name) : undefined);
  return variable === undefined ? [] : [{ name, text: changeText(variable.value, state) }];
}

function calledFact(state: TraceState, caller: FrameState | null): StepFact {
  const { code } = state.top;
  const role = roleOf(code);
  const parameters = role.role === 'function' || role.role === 'lambda' ? state.top.locals.filter(({ slot }) => slot < code.parameterCount).map(({ name, value }) => ({ name, text: changeText(value, state) })) : [];
  return { kind: 'called', code: role, parameters, fromLine: caller?.line ?? null };
}

/** RESUME's argument is 0 at the start of a function, in its low bits more after a yield or an await. */
function isResumed(trace: Trace, record: RecordIndex): boolean {
  const instruction = trace.instructionAt(record);
  return instruction?.name === 'RESUME' && (Number(instruction.argument) & 3) !== 0;
}

function returnFact(state: TraceState, source: readonly string[]): StepFact {
  const code = roleOf(state.top.code);
  const value = returnedValue(state);
  if ((state.flags & RecordFlag.YIELD) !== 0) return { kind: 'yielded', code, value };
  const isGenerator = state.top.code.instructions.some((instruction) => instruction.name === 'YIELD_VALUE');
  return { kind: 'returned', code, value, isGenerator, atEnd: !/\breturn\b/.test(source[state.top.line - 1] ?? '') };
}

function returnedValue(state: TraceState): string {
  const value: Value = state.top.stack.at(-1) ?? { kind: 'none' };
  return changeText(value, state);
}

/** What the instruction before did, by what it took from the value stack and left there. */
function instructionFacts(before: TraceState, after: TraceState): readonly StepFact[] {
  const { trace } = after;
  const instruction = trace.instructionAt(before.record);
  if (instruction === null) return [];
  if (before.top.frameId !== after.top.frameId) return [{ kind: 'back', code: roleOf(after.top.code), from: roleOf(before.top.code), dropped: null }];
  const text = `${instruction.name} ${instruction.argument}`.trimEnd();
  const old = before.top.stack;
  const now = after.top.stack;
  let kept = 0;
  while (kept < old.length && kept < now.length && sameValue(at(old, kept), at(now, kept))) kept += 1;
  const texts = (values: readonly Value[], state: TraceState): readonly string[] => values.slice(kept).map((value) => (value.kind === 'null' ? 'NULL' : changeText(value, state)));
  return [{ kind: 'instruction', text, taken: texts(old, before), put: texts(now, after) }];
}
