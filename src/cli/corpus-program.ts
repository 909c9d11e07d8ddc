/** One program → documents of token shards: run it, pick steps, print and encode the states of those. */
import { fail, ok, type Result } from '../base/result.ts';
import { recordTrace, RECORDS_PER_LINE } from '../evaluation/record-trace.ts';
import { DEFAULT_LIMITS, type PythonRunner } from '../python/protocol.ts';
import { Bytecode } from '../scratchpad/bytecode.ts';
import { promptPrefix } from '../scratchpad/prompt.ts';
import type { NotPredictable } from '../scratchpad/step.ts';
import { stepsOf } from '../trace/line-steps.ts';
import type { Trace } from '../trace/trace.ts';
import type { Granularity, TraceEnd } from '../trace/wire.ts';
import { programSeed, randomNumbers } from './corpus-pick.ts';
import { SegmentCutter, type Segment, type Task } from './corpus-tasks.ts';
import { runRequest } from './record.ts';

export interface Program {
  readonly id: string;
  readonly code: string;
  /** Null: the module itself is traced. */
  readonly call: string | null;
}

/** A program's segments of one granularity; they share the source, and by instruction the bytecode. */
export interface ProgramDocument {
  readonly prefix: readonly number[];
  readonly pairs: readonly Segment[];
}

export interface DocumentOptions {
  readonly tasks: readonly Task[];
  readonly seed: number;
  /** Line steps that are traced. */
  readonly maxSteps: number;
  readonly contextLength: number;
}

/** Why a program is not in the corpus. */
export type SkipReason =
  | NotPredictable['reason']
  | Exclude<TraceEnd['reason'], 'finished' | 'exception' | 'step-limit'>
  | 'no-steps'
  /** No segment fits the context, or chance wanted none. */
  | 'no-segments';

/** Programs of the corpus are small: one that takes longer than this is not wanted. */
const MAX_PROGRAM_SECONDS = 2;

/** The document of a granularity: its prefix, and the segments of those of `tasks` that are of it. */
function documentOf(program: Program, trace: Trace, granularity: Granularity, options: DocumentOptions): Result<ProgramDocument, SkipReason> {
  const bytecode = granularity === 'line' ? null : new Bytecode({ codes: trace.header.codes, call: trace.header.call });
  const prefix = promptPrefix(program.code, bytecode);
  if (!prefix.ok) return fail(prefix.error.reason);
  const room = options.contextLength - prefix.value.length;
  if (room <= 0) return fail('context-too-small');
  // Each granularity has random numbers of its own: what one draws does not change the other.
  const random = randomNumbers(programSeed(options.seed, granularity === 'line' ? program.id : `${program.id} ${granularity}`));
  const cutter = new SegmentCutter(prefix.value, stepsOf(trace, granularity), bytecode, room, random);
  if (cutter.stepCount < 2) return fail('no-steps');
  const pairs = options.tasks.filter((task) => task.granularity === granularity).flatMap((task) => cutter.segments(task));
  return pairs.length === 0 ? fail('no-segments') : ok({ prefix: prefix.value, pairs });
}

/**
 * Traces a program and encodes its documents, one a granularity, at least one. What the program does is never an error,
 * at most a reason to skip it.
 */
export async function programDocuments(runner: PythonRunner, program: Program, options: DocumentOptions): Promise<Result<ProgramDocument[], SkipReason>> {
  const prefix = promptPrefix(program.code);
  if (!prefix.ok) return fail(prefix.error.reason);
  if (prefix.value.length >= options.contextLength) return fail('context-too-small');
  const granularities = (['line', 'instruction'] as const).filter((granularity) => options.tasks.some((task) => task.granularity === granularity));
  // Instructions tell the working of a line.
  const recorded = granularities.includes('instruction') || options.tasks.some((task) => task.strategy === 'dynamic') ? 'instruction' : 'line';
  const maxSteps = recorded === 'line' ? options.maxSteps : RECORDS_PER_LINE * options.maxSteps;
  const limits = { ...DEFAULT_LIMITS, maxSteps, maxSeconds: MAX_PROGRAM_SECONDS };
  const trace = await recordTrace(runner, runRequest(program.code, { call: program.call, granularity: recorded, limits }));
  const reason = trace.end?.reason ?? 'stopped';
  if (reason !== 'finished' && reason !== 'exception' && reason !== 'step-limit') return fail(reason);

  const documents: ProgramDocument[] = [];
  let problem: SkipReason = 'no-segments';
  for (const granularity of granularities) {
    const document = documentOf(program, trace, granularity, options);
    if (document.ok) documents.push(document.value);
    else problem = document.error;
  }
  return documents.length === 0 ? fail(problem) : ok(documents);
}
