/**
 * The dynamic strategy: a prompt holds one whole state, the answer is what changes until the state `jump` steps later.
 * All functions work by line without a bytecode listing and by instruction with one.
 */
import { fail, ok } from '../base/result.ts';
import type { Result } from '../base/result.ts';
import { assert } from '../base/assert.ts';
import type { PrintedState } from '../trace/printed-state.ts';
import type { Bytecode } from './bytecode.ts';
import { flowTokens } from './control-flow.ts';
import { encodeDelta } from './delta.ts';
import { lengthTokens } from './lengths.ts';
import { malformed, parseDeltaSoFar } from './parse-delta.ts';
import { readWorkedOut } from './parse-working.ts';
import type { Reader } from './reader.ts';
import { encodeState } from './state-text.ts';
import { statementTokens } from './statement.ts';
import type { NotPredictable, ParsedState } from './step.ts';
import { GRAMMAR_VERSION, Id, JUMP_BASE, MAX_JUMP, type GrammarVersion } from './vocabulary.ts';

/**
 * `STATE [STATEMENT LENGTHS] FLOW <jump:n>`: what follows the prefix in a prompt. `jump` is 1 to `MAX_JUMP`; a prompt of an
 * older grammar, with its version, has no statement, no flow or no lengths.
 */
export function dynamicSuffix(
  prefix: readonly number[],
  state: PrintedState,
  jump: number,
  bytecode: Bytecode | null = null,
  version: GrammarVersion = GRAMMAR_VERSION,
): Result<number[], NotPredictable> {
  assert(Number.isInteger(jump) && jump >= 1 && jump <= MAX_JUMP, `a jump of ${String(jump)} steps`);
  const encoded = encodeState(state, bytecode, true);
  if (!encoded.ok) return encoded;
  if (bytecode === null && version >= 3) {
    const statement = statementTokens(prefix, state);
    encoded.value.push(...statement);
    if (version >= 5) encoded.value.push(...lengthTokens(statement, state));
  }
  if (bytecode === null && version >= 4) encoded.value.push(...flowTokens(prefix, state, version));
  encoded.value.push(JUMP_BASE + jump);
  return encoded;
}

/**
 * `WORKING DELTA <eos>`: what the model should answer; what one of an older grammar should have, with its version.
 * `working` comes from `workingTokens`: one step by line has it, where the trace tells it.
 */
export function dynamicTarget(before: PrintedState, after: PrintedState, bytecode: Bytecode | null = null, working: readonly number[] = [], version: GrammarVersion = GRAMMAR_VERSION): Result<number[], NotPredictable> {
  const encoded = encodeDelta(before, after, bytecode, version);
  return encoded.ok ? ok([...working, ...encoded.value, Id.EOS]) : encoded;
}

/**
 * The whole prompt for a state. `prefix` comes from `promptPrefix`; `context-too-small` if nothing but the prompt
 * would fit into `contextLength` tokens.
 */
export function dynamicPrompt(
  prefix: readonly number[],
  state: PrintedState,
  jump: number,
  contextLength: number,
  bytecode: Bytecode | null = null,
): Result<number[], NotPredictable> {
  const suffix = dynamicSuffix(prefix, state, jump, bytecode);
  if (!suffix.ok) return suffix;
  const tokens = prefix.length + suffix.value.length;
  if (tokens >= contextLength) return fail({ reason: 'context-too-small', tokens, limit: contextLength });
  return ok([...prefix, ...suffix.value]);
}

/** The state that an answer gives; unlike `parseDelta` it wants the `<eos>`, so that a cut answer is never a state. */
export function parseAnswer(ids: ArrayLike<number>, before: PrintedState, bytecode: Bytecode | null = null): ParsedState {
  if (ids.length === 0 || ids[ids.length - 1] !== Id.EOS) return malformed(ids.length, 'the answer does not end');
  const parsed = parseAnswerSoFar(ids, before, bytecode);
  return parsed.kind === 'state' ? parsed : malformed(parsed.at, parsed.message);
}

/** Whether no more tokens can make a state of an answer that has come to `ids` so far. */
export function isHopeless(ids: ArrayLike<number>, before: PrintedState, bytecode: Bytecode | null = null): boolean {
  const parsed = parseAnswerSoFar(ids, before, bytecode);
  return parsed.kind === 'malformed' && !parsed.open;
}

function parseAnswerSoFar(ids: ArrayLike<number>, before: PrintedState, bytecode: Bytecode | null): ReturnType<typeof parseDeltaSoFar> {
  return parseDeltaSoFar(ids, before, bytecode, bytecode === null ? skipWorking : undefined);
}

function skipWorking(reader: Reader): void {
  while (readWorkedOut(reader) !== null);
}
