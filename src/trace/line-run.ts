/**
 * What ran in one frame since its line began: the instructions, which names they read, which way a condition went,
 * whether a loop went on. Only for traces at instruction granularity; where the line began too long ago, nothing.
 */
import { at } from '../base/assert.ts';
import { attributeOf } from './attributes.ts';
import { repr } from './repr.ts';
import { stateAt, type TraceState } from './trace-state.ts';
import type { Trace } from './trace.ts';
import { sameValue, type Value } from './value.ts';
import { ObjectKind, RecordFlag, type FrameId, type InstructionInfo, type RecordIndex } from './wire.ts';

/** Records looked at; a line that calls much takes more, and is then told without its reasons. */
const MAX_RECORDS = 4000;
/** A longer value explains nothing at a glance. */
const MAX_REASON_TEXT = 30;

export interface RanInstruction {
  readonly record: RecordIndex;
  readonly instruction: InstructionInfo;
}

export interface LineRun {
  readonly frameId: FrameId;
  /** The record that began the line. */
  readonly start: RecordIndex;
  readonly line: number;
  /** In order, those of `start` included and of the state's own record left out; the frame's own alone. */
  readonly ran: readonly RanInstruction[];
}

export interface NamedValue {
  readonly name: string;
  readonly text: string;
}

/** The line of `frameId` that ran last before `record`; null where it is not known. */
export function lineRunBefore(trace: Trace, frameId: FrameId, record: RecordIndex): LineRun | null {
  const ran: RanInstruction[] = [];
  const first = Math.max(0, record - MAX_RECORDS);
  for (let index = record - 1; index >= first; index -= 1) {
    if (at(trace.frameIds, index) !== frameId) continue;
    const instruction = trace.instructionAt(index as RecordIndex);
    if (instruction !== null) ran.push({ record: index as RecordIndex, instruction });
    if ((at(trace.flags, index) & RecordFlag.LINE) !== 0) {
      return { frameId, start: index as RecordIndex, line: at(trace.lines, index), ran: ran.reverse() };
    }
  }
  return null;
}

const READ = /^LOAD_(FAST|FAST_BORROW|FAST_CHECK|NAME|GLOBAL|DEREF|CLOSURE|FROM_DICT_OR_GLOBALS|FROM_DICT_OR_DEREF|FAST_LOAD_FAST|FAST_BORROW_LOAD_FAST_BORROW)$/;
/** Their content is more than names and values. */
const CODE: ReadonlySet<ObjectKind> = new Set<ObjectKind>([ObjectKind.FUNCTION, ObjectKind.CLASS, ObjectKind.MODULE]);
const UNTOLD: ReadonlySet<ObjectKind> = new Set<ObjectKind>([ObjectKind.FUNCTION, ObjectKind.CLASS, ObjectKind.MODULE, ObjectKind.METHOD, ObjectKind.ITERATOR, ObjectKind.GENERATOR, ObjectKind.CELL]);

/**
 * The variables that the line read and that kept their value from its start to `after`, in the order of reading.
 * Functions, classes and modules are no reasons, nor is what is too long to be taken in.
 */
export function namesRead(run: LineRun, after: TraceState): readonly NamedValue[] {
  const before = stateAt(after.trace, run.start);
  return namesLoaded(run).flatMap((name) => keptValue(run, name, before, after));
}

/** The same, with the attributes that the line read (`node.value`) in the place of the objects that it read them of. */
export function placesRead(run: LineRun, after: TraceState): readonly NamedValue[] {
  const before = stateAt(after.trace, run.start);
  const places = new Set<string>();
  for (const path of pathsLoaded(run)) {
    // An attribute that the object does not hold itself (a property, one of its class) is not known at other times.
    const isHeld = valueAt(before, run.frameId, path) !== null;
    places.add(isHeld ? path : (path.split('.')[0] ?? path));
  }
  return [...places].flatMap((path) => keptValue(run, path, before, after));
}

/** What stood and stands at a place; nothing where that is not the same, or would explain nothing. */
function keptValue(run: LineRun, path: string, before: TraceState, after: TraceState): readonly NamedValue[] {
  const old = valueAt(before, run.frameId, path);
  const now = valueAt(after, run.frameId, path);
  if (old === null || now === null || !sameValue(old, now)) return [];
  const object = now.kind === 'reference' ? after.object(now.id) : null;
  if (object !== null && UNTOLD.has(object.kind)) return [];
  const text = repr(now, after, { maxLength: MAX_REASON_TEXT + 1 });
  return text.length > MAX_REASON_TEXT || text !== repr(old, before, { maxLength: MAX_REASON_TEXT + 1 }) ? [] : [{ name: path, text }];
}

/** The names that the line read, each once, in the order of reading. */
export function namesLoaded(run: LineRun): readonly string[] {
  return [...new Set(run.ran.flatMap(({ instruction }) => namesOf(instruction)))];
}

function namesOf({ name, argument }: InstructionInfo): readonly string[] {
  return READ.test(name) ? argument.split(', ').map((text) => text.replace(/ \+ NULL.*$/, '')) : [];
}

/** Names, with the attributes that were taken of them at once: `total`, `node.next.value`. What a method is taken of counts, the method does not. */
function pathsLoaded(run: LineRun): readonly string[] {
  const paths: string[] = [];
  let isOpen = false;
  for (const { instruction } of run.ran) {
    const names = namesOf(instruction);
    if (names.length > 0) paths.push(...names);
    else if (isOpen && instruction.name === 'LOAD_ATTR' && /^\w+$/.test(instruction.argument)) paths.push(`${paths.pop() ?? ''}.${instruction.argument}`);
    isOpen = names.length > 0 || (isOpen && instruction.name === 'LOAD_ATTR' && !instruction.argument.includes(' '));
  }
  return paths;
}

/** The value of a variable, or of an attribute by its path. */
function valueAt(state: TraceState, frameId: FrameId, path: string): Value | null {
  const [name = '', ...attributes] = path.split('.');
  let value = valueOf(state, frameId, name);
  for (const attribute of attributes) {
    const object = value?.kind === 'reference' ? state.object(value.id) : null;
    value = object === null || CODE.has(object.kind) ? null : (attributeOf(object, attribute) ?? null);
  }
  return value;
}

function valueOf(state: TraceState, frameId: FrameId, name: string): Value | null {
  const frame = state.frames.find((candidate) => candidate.frameId === frameId);
  if (frame === undefined) return null;
  const own = frame.locals.find((variable) => variable.name === name) ?? frame.namedLocals.find((variable) => variable.name === name);
  // A name of the frame that is unbound hides no global here: then nothing is said.
  if (own === undefined && frame.code.localNames.includes(name)) return null;
  return (own ?? state.globals.find((variable) => variable.name === name))?.value ?? null;
}

export interface Decision {
  /** The condition as the program has it. */
  readonly condition: string;
  readonly holds: boolean;
}

/** Which way the last condition of an `if`, `elif` or `while` line went; null for other lines. */
export function decisionOf(run: LineRun, source: readonly string[], trace: Trace): Decision | null {
  const line = source[run.line - 1] ?? '';
  // With something after the colon on the line, the last jump need not be the line's own.
  if (!/^\s*(if|elif|while)\b.*:\s*(#.*)?$/.test(line)) return null;
  for (let place = run.ran.length - 1; place >= 0; place -= 1) {
    const { record, instruction } = at(run.ran, place);
    const jump = /^POP_JUMP_IF_(FALSE|TRUE|NONE|NOT_NONE)$/.exec(instruction.name);
    if (jump === null || instruction.jumpTarget === null) continue;
    if (instruction.line !== run.line) return null;
    const condition = rangeText(instruction.range, source);
    if (condition === null) return null;
    const state = stateAt(trace, record);
    const top = state.top.stack.at(-1);
    if (top === undefined) return null;
    if (jump[1] === 'FALSE' || jump[1] === 'TRUE') {
      if (top.kind !== 'bool') return null;
      // The range of the jump is that of the value tested, less any `not` that the compiler folded into the jump.
      const negated = /^not\s/.test(condition);
      const folded = negated && !wasNegated(run.ran, place);
      return { condition, holds: folded ? !top.value : top.value };
    }
    const isNone = top.kind === 'none';
    if (/\bis\s+not\s+None$/.test(condition)) return { condition, holds: !isNone };
    return /\bis\s+None$/.test(condition) ? { condition, holds: isNone } : null;
  }
  return null;
}

function wasNegated(ran: readonly RanInstruction[], place: number): boolean {
  const before = ran[place - 1]?.instruction.name;
  return before === 'UNARY_NOT';
}

/** Whether the loop of a `for` line took a value or came to its end; null for other lines. */
export function loopOf(run: LineRun, source: readonly string[], next: RecordIndex, trace: Trace): { readonly kind: 'next'; readonly targets: readonly string[]; readonly taken: number | null } | { readonly kind: 'end' } | null {
  const line = source[run.line - 1] ?? '';
  const head = /^\s*(?:async\s+)?for\s+(.+?)\s+in\b.*:\s*(#.*)?$/.exec(line);
  const place = run.ran.findLastIndex(({ instruction }) => instruction.name === 'FOR_ITER');
  const loop = run.ran[place];
  if (head === null || loop === undefined || loop.instruction.jumpTarget === null || loop.instruction.line !== run.line) return null;
  const after = run.ran[place + 1]?.instruction.offset ?? at(trace.offsets, next);
  if (run.ran[place + 1] === undefined && at(trace.frameIds, next) !== run.frameId) return null;
  if (after >= loop.instruction.jumpTarget) return { kind: 'end' };
  const targets = (head[1] ?? '').replace(/[()[\]*]/g, '').split(',').map((name) => name.trim()).filter((name) => name !== '');
  const state = stateAt(trace, loop.record);
  const iterator = state.top.stack.at(-1);
  const object = iterator?.kind === 'reference' ? state.object(iterator.id) : null;
  const taken = object?.kind === ObjectKind.ITERATOR ? object.values[0] : undefined;
  return { kind: 'next', targets, taken: taken?.kind === 'int' && taken.value >= 0 ? taken.value + 1 : null };
}

/** The text that a source range covers, on one line; null where it is on several or unknown. */
export function rangeText(range: InstructionInfo['range'], source: readonly string[]): string | null {
  if (range === null || range[0] !== range[2]) return null;
  const text = (source[range[0] - 1] ?? '').slice(range[1], range[3]).trim();
  return text === '' ? null : text;
}
