/**
 * Traces as CWM writes them (facebookresearch/cwm, PROMPTING_GUIDE.md): a history of frames, each a state seen from the
 * innermost function and the line that runs there next.
 *
 *   <|call_sep|>LOCALS<|action_sep|>SOURCE<|frame_sep|>       the same with <|line_sep|>
 *   <|return_sep|><|action_sep|>SOURCE<|arg_sep|>VALUE<|frame_sep|>       the same with <|exception_sep|>
 *
 * LOCALS is JSON, each value a string, `".."` for one that is as the frame before has it; VALUE is a JSON string. A frame
 * says nothing of the calling functions' variables, of globals or of iterators, and names its line by its text alone.
 */
import { fail, ok } from '../base/result.ts';
import type { Result } from '../base/result.ts';
import type { Binding, PrintedFrame, PrintedState } from '../trace/printed-state.ts';
import type { NotPredictable } from './step.ts';
import { notInTemplate, withUnsaid, type ReadContext, type ReadText, type SourceText } from './text-form.ts';

export const CWM_FRAME_END = '<|frame_sep|>';
const ACTION = '<|action_sep|>';
const ARGUMENT = '<|arg_sep|>';
const CONTEXT = '<|trace_context_start|>';
const OPENINGS = { call: '<|call_sep|>', line: '<|line_sep|>', return: '<|return_sep|>', exception: '<|exception_sep|>' } as const;
export const CWM_END = '<|end_of_text|>';
/** Every token of the form: none of them may stand in a program or a value. */
export const CWM_TOKENS: readonly string[] = [CONTEXT, CWM_FRAME_END, ACTION, ARGUMENT, ...Object.values(OPENINGS)];

type CwmEvent = keyof typeof OPENINGS;
const EVENTS = Object.keys(OPENINGS) as CwmEvent[];

const START_MARK = '# << START_OF_TRACE';
/** Stands where a value is as it was. */
const SAME = '..';

const UNSAID = { iterators: true, globals: true };

/** The program with the call, as a function of its own where the trace starts. Error: 'not-in-template'. */
export function cwmContext(source: SourceText, call: string | null): Result<string, NotPredictable> {
  if (call === null) return fail(notInTemplate('it traces a call, and here the module itself was traced: write a call into the field below the program'));
  const text = `${source.text.trimEnd()}\n\n\ndef main():  ${START_MARK}\n    return ${call}\n`;
  const stranger = CWM_TOKENS.find((token) => text.includes(token));
  return stranger === undefined ? ok(text) : fail(notInTemplate(`the program has ${stranger} in it, which would be read as a token of the model`));
}

/** The frames that lead to the state a history starts from. */
export function cwmOpening(start: PrintedState, source: SourceText, call: string): Result<string, NotPredictable> {
  let text = `${OPENINGS.call}{}${ACTION}def main():\n${CWM_FRAME_END}${OPENINGS.line}{}${ACTION}    return ${call}\n${CWM_FRAME_END}`;
  for (const [index, frame] of start.frames.entries()) {
    const isTop = index === start.frames.length - 1;
    const called = cwmFrame(null, { event: 'call', frames: [frame], globals: [], value: null }, source);
    if (!called.ok) return called;
    text += called.value;
    if (!isTop || start.event !== 'call') {
      const event = isTop ? start.event : 'line';
      const reached = cwmFrame(null, { ...start, event, frames: [frame] }, source);
      if (!reached.ok) return reached;
      text += reached.value;
    }
  }
  return ok(text);
}

/** One frame. `before`: the state before it, whose variables it may leave out; null: there is none that counts. */
export function cwmFrame(before: PrintedState | null, after: PrintedState, source: SourceText): Result<string, NotPredictable> {
  const { event, frames, value } = after;
  const top = frames.at(-1);
  if (event === 'instruction' || top === undefined) return fail(notInTemplate('its form has words for lines alone'));
  const code = `${ACTION}${source.line(top.line)}\n`;
  // A call that is left by an exception returns nothing; Python's own tracing calls that None.
  if (event === 'return' || event === 'exception') return whole(`${OPENINGS[event]}${code}${ARGUMENT}${json(value ?? 'None')}${CWM_FRAME_END}`);
  const known = event === 'line' && before !== null && before.event !== 'return' && before.frames.length === frames.length ? before.frames.at(-1) : undefined;
  const values = new Map(known?.function === top.function ? known.locals.map((binding) => [binding.name, binding.value]) : []);
  const locals = top.locals.map(({ name, value: repr }) => `${json(name)}: ${json(values.get(name) === repr ? SAME : repr)}`);
  return whole(`${OPENINGS[event]}{${locals.join(', ')}}${code}${CWM_FRAME_END}`);
}

/** A frame whose values hold none of the form's own tokens. */
function whole(frame: string): Result<string, NotPredictable> {
  const tokens = frame.match(/<\|\w+\|>/g)?.filter((token) => CWM_TOKENS.includes(token)).length ?? 0;
  const own = frame.startsWith(OPENINGS.return) || frame.startsWith(OPENINGS.exception) ? 4 : 3;
  return tokens === own ? ok(frame) : fail(notInTemplate('a value or a line holds a token of the model'));
}

/** As Python's `json.dumps` writes a string. */
function json(text: string): string {
  return JSON.stringify(text).replace(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** A frame taken apart, its text not looked up yet. */
interface RawFrame {
  readonly event: CwmEvent;
  readonly locals: readonly Binding[];
  /** The line's text, without blanks at its end. */
  readonly code: string;
  readonly value: string | null;
}

type RawText = { readonly kind: 'frame'; readonly frame: RawFrame } | { readonly kind: 'malformed'; readonly at: number; readonly message: string };

/** Takes one frame apart. @param text up to its `<|frame_sep|>`, without that. */
export function parseCwmFrame(text: string): RawText {
  const event = EVENTS.find((each) => text.startsWith(OPENINGS[each]));
  if (event === undefined) return { kind: 'malformed', at: 0, message: 'a frame begins with a call, a line, a return or an exception' };
  const start = OPENINGS[event].length;
  const action = text.indexOf(ACTION, start);
  if (action < 0) return { kind: 'malformed', at: text.length, message: `a frame has ${ACTION}` };
  const valued = event === 'return' || event === 'exception';
  const argument = text.indexOf(ARGUMENT, action);
  if (valued !== argument >= 0) return { kind: 'malformed', at: valued ? text.length : argument, message: valued ? `a ${event} has ${ARGUMENT}` : `a ${event} has no ${ARGUMENT}` };
  const codeEnd = valued ? argument : text.length;
  const locals = valued ? [] : readLocals(text.slice(start, action));
  if (locals === null) return { kind: 'malformed', at: start, message: 'the variables are no JSON object of strings' };
  const code = text.slice(action + ACTION.length, codeEnd).replace(START_MARK, '').trimEnd();
  return { kind: 'frame', frame: { event, locals, code, value: valued ? stringOf(text.slice(argument + ARGUMENT.length).trim()) : null } };
}

function readLocals(text: string): Binding[] | null {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return null;
  const bindings: Binding[] = [];
  for (const [name, value] of Object.entries(data)) {
    if (typeof value !== 'string') return null;
    bindings.push({ name, value });
  }
  return bindings;
}

/** A JSON string; text that is none stands for itself. */
function stringOf(text: string): string {
  try {
    const data: unknown = JSON.parse(text);
    return typeof data === 'string' ? data : text;
  } catch {
    return text;
  }
}

/** Whether a call goes into code without a name of its own, whose work is part of the line that runs it. */
export function isAnonymousCall({ event, code }: RawFrame, before: PrintedState, source: SourceText): boolean {
  if (event !== 'call' || /^\s*(?:async\s+def|def|class|@)\b|^\s*@/.test(code)) return false;
  // A generator that goes on is called at the line where it stopped, which is a line of a named function.
  const line = before.frames.at(-1)?.line;
  return (line !== undefined && source.line(line).trimEnd() === code) || /\blambda\b|\bfor\b.*\bin\b/.test(code);
}

/** The state that a frame leads to. */
export function applyCwmFrame({ event, locals, code, value }: RawFrame, source: SourceText, { before, truth }: ReadContext): ReadText {
  const malformed = (message: string): ReadText => ({ kind: 'malformed', at: 0, message });
  const outer = before.event === 'return' ? before.frames.slice(0, -1) : before.frames;
  const top = outer.at(-1);
  const line = lineOf(code, source, event === 'call' ? null : (top?.line ?? null), truth?.frames.at(-1)?.line ?? null);
  if (line === null) return malformed('the program has no such line');
  if (event === 'call') {
    const unknown = locals.find((binding) => binding.value === SAME);
    if (unknown !== undefined) return malformed(`nothing is known of ${unknown.name} yet`);
    const frame: PrintedFrame = { function: functionOf(line, source, truth), line, locals, iterators: [], stack: null, offset: null };
    return { kind: 'state', state: completed({ event, frames: [...outer, frame], globals: before.globals, value: null }, truth) };
  }
  if (top === undefined) return malformed('the call has returned before');
  const resolved: Binding[] = [];
  for (const binding of locals) {
    const same = binding.value === SAME ? top.locals.find(({ name }) => name === binding.name)?.value : binding.value;
    if (same === undefined) return malformed(`nothing is known of ${binding.name} yet`);
    resolved.push({ name: binding.name, value: same });
  }
  const frame: PrintedFrame = { ...top, line, locals: event === 'line' ? resolved : top.locals };
  const said = event === 'line' ? null : resultOf(event, value ?? 'None', before, truth);
  return { kind: 'state', state: completed({ event, frames: [...outer.slice(0, -1), frame], globals: before.globals, value: said }, truth) };
}

function completed(state: PrintedState, truth: PrintedState | null): PrintedState {
  const saysLocals = state.event === 'call' || state.event === 'line';
  return withUnsaid(state, { ...UNSAID, locals: (isTop) => !isTop || !saysLocals }, truth);
}

/** Lines may have the same text: the true one is meant where it has, else the nearest. */
function lineOf(code: string, source: SourceText, from: number | null, truth: number | null): number | null {
  const same = source.lines.flatMap((text, index) => (text.trimEnd() === code ? [index + 1] : []));
  if (truth !== null && same.includes(truth)) return truth;
  const distance = (line: number): number => Math.abs(line - (from ?? 0));
  return same.reduce<number | null>((best, line) => (best === null || distance(line) < distance(best) ? line : best), null);
}

/** The function that begins on a line, or goes on there. */
function functionOf(line: number, source: SourceText, truth: PrintedState | null): string {
  const real = truth?.frames.at(-1);
  if (real?.line === line) return real.function;
  for (let number = line; number <= source.lines.length; number += 1) {
    const name = /^\s*(?:async\s+def|def|class)\s+([\p{L}_][\p{L}\p{N}_]*)/u.exec(source.line(number))?.[1];
    if (name !== undefined) return name;
    // Decorators stand above the name.
    if (!/^\s*@/.test(source.line(number))) break;
  }
  const indent = (text: string): number => text.length - text.trimStart().length;
  for (let number = line - 1; number > 0; number -= 1) {
    const name = /^\s*(?:async\s+def|def)\s+([\p{L}_][\p{L}\p{N}_]*)/u.exec(source.line(number))?.[1];
    if (name !== undefined && indent(source.line(number)) < indent(source.line(line))) return name;
  }
  return '<module>';
}

/** Exceptions are told as `Type: message`; a type alone says nothing of the message. */
function resultOf(event: 'return' | 'exception', value: string, before: PrintedState, truth: PrintedState | null): string | null {
  const real = truth?.event === event ? truth.value : undefined;
  if (event === 'return') return value === 'None' && (real === null || (real === undefined && before.event === 'exception')) ? null : value;
  if (real != null && (value === real.split(':', 1)[0] || value === real.slice(real.indexOf(':') + 1).trim())) return real;
  const [, type, message] = /^([\p{L}_][\p{L}\p{N}_.]*)\((?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")?,?\)$/u.exec(value) ?? [];
  return type === undefined ? value : message === undefined || message === '' ? type : `${type}: ${message}`;
}
