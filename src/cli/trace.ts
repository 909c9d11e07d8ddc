/** `trace`: what a program really does, step by step, as text or as the plain JSON form of a trace. */
import { readFileSync } from 'node:fs';
import { recordTrace } from '../evaluation/record-trace.ts';
import { createNodeWorkerRunner } from '../python/node-worker-runner.ts';
import { DEFAULT_LIMITS, DEFAULT_LINE_STEPS, PythonStartError, type RunLimits } from '../python/protocol.ts';
import { traceJson } from '../trace/json.ts';
import type { StepIndex } from '../trace/line-steps.ts';
import { stepsOf } from '../trace/line-steps.ts';
import { printInnermost } from '../trace/print-state.ts';
import type { PrintedState } from '../trace/printed-state.ts';
import type { Trace } from '../trace/trace.ts';
import type { Granularity } from '../trace/wire.ts';
import { CommandError, flag, oneOf, onlyPositional, parseOptions, text, wholeNumber, type ParsedArguments } from './arguments.ts';
import { endText } from './end-text.ts';
import { runRequest } from './record.ts';

export function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new CommandError(`${file} can't be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Traces a file's program once, in an interpreter of its own, which is ended where the program never does. */
export async function traceFile(file: string, call: string | null, stdin: readonly string[], granularity: Granularity, limits: Partial<RunLimits> = {}): Promise<Trace> {
  const runner = createNodeWorkerRunner();
  try {
    return await recordTrace(runner, runRequest(readText(file), { call, stdin, granularity, limits: { ...DEFAULT_LIMITS, ...(granularity === 'line' ? { maxSteps: DEFAULT_LINE_STEPS } : {}), ...limits } }));
  } catch (error) {
    if (error instanceof PythonStartError) throw new CommandError(`Python did not start (${error.failure}): ${error.message}`);
    throw error;
  } finally {
    runner.dispose();
  }
}

/** Deeper calls are not indented further: a line would be mostly blanks. */
const MAX_INDENT = 40;

/** One line for a step: depth, place, event, the innermost frame's variables. */
export function stepLine(step: number, state: PrintedState, depth = state.frames.length): string {
  const top = state.frames.at(-1);
  if (top === undefined) return `${step}`;
  const variables = (depth === 1 && top.function === '<module>' ? state.globals : top.locals)
    .map((binding) => `${binding.name}=${binding.value}`)
    .join(' ');
  const value = state.value === null ? '' : ` → ${state.value}`;
  const stack = top.stack === null ? '' : ` [${top.stack.join(', ')}]`;
  const offset = top.offset === null ? '' : `@${top.offset}`;
  const indent = depth - 1 <= MAX_INDENT ? '  '.repeat(depth - 1) : `${'  '.repeat(MAX_INDENT)}(${depth}) `;
  return `${step}\t${indent}${top.function}:${top.line}${offset} ${state.event}${value}\t${variables}${stack}`;
}

const LIMIT_OPTIONS = {
  'max-steps': { type: 'string' },
  'max-seconds': { type: 'string' },
  'max-memory': { type: 'string' },
  'max-trace': { type: 'string' },
  'max-items': { type: 'string' },
  'max-recursion': { type: 'string' },
} as const;

const MEBIBYTE = 1024 * 1024;

/** The limits that were given; memory in MiB. */
function limitsOf(parsed: ParsedArguments): Partial<RunLimits> {
  const given = (name: keyof typeof LIMIT_OPTIONS, field: keyof RunLimits, unit = 1): Partial<RunLimits> =>
    text(parsed, name) === null ? {} : { [field]: unit * wholeNumber(parsed, name, 1) };
  return {
    ...given('max-steps', 'maxSteps'),
    ...given('max-seconds', 'maxSeconds'),
    ...given('max-memory', 'maxInterpreterBytes', MEBIBYTE),
    ...given('max-trace', 'maxTraceBytes', MEBIBYTE),
    ...given('max-items', 'maxItems'),
    ...given('max-recursion', 'maxRecursion'),
  };
}

export async function runTrace(argv: readonly string[]): Promise<void> {
  const parsed = parseOptions(argv, {
    call: { type: 'string' },
    stdin: { type: 'string' },
    granularity: { type: 'string' },
    ...LIMIT_OPTIONS,
    json: { type: 'boolean' },
  });
  const file = onlyPositional(parsed, 'program file');
  const granularity = oneOf(parsed, 'granularity', ['line', 'instruction'] as const, 'line');
  const stdinFile = text(parsed, 'stdin');
  const stdin = stdinFile === null ? [] : readText(stdinFile).replace(/\n$/, '').split('\n');
  const trace = await traceFile(file, text(parsed, 'call'), stdin, granularity, limitsOf(parsed));
  if (flag(parsed, 'json')) {
    for (const part of traceJson(trace, granularity)) process.stdout.write(part);
    process.stdout.write('\n');
    return;
  }
  const steps = stepsOf(trace, granularity);
  for (let step = 0; step < steps.count; step++) {
    const { depth, state } = printInnermost(steps, step as StepIndex);
    console.log(stepLine(step, state, depth));
  }
  if (trace.stdout !== '') console.log(`\nstdout:\n${trace.stdout}`);
  if (trace.stderr !== '') console.log(`\nstderr:\n${trace.stderr}`);
  console.log(`\n${steps.count} steps; ${endText(trace.end)}`);
}
