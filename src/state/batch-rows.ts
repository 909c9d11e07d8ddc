/** The table of a data set: which of its programs are shown, in what order, and as a file. */
import { totalsOf, type ProgramResult, type ResultTotals } from '../evaluation/program-result.ts';
import type { CallOutcome } from '../scratchpad/direct.ts';
import { csvField } from '../trace/trace-table.ts';
import type { Batch, Problem } from './batch.ts';
import { TEXTS } from './texts.ts';

export interface BatchRow {
  /** In the data set, from 0. */
  readonly place: number;
  readonly problem: Problem;
  /** Null: not done. */
  readonly result: ProgramResult | null;
}

export type BatchFilter = 'all' | 'wrong' | 'output' | 'skipped';
export type BatchColumn = 'place' | 'id' | 'right' | 'firstWrong' | 'own';

export interface BatchOrder {
  readonly by: BatchColumn;
  readonly descending: boolean;
}

export function batchTotals({ results }: Batch): ResultTotals {
  return totalsOf(results.values());
}

/** The share of a program's steps that are right; null where none was predicted. */
export function shareRight(result: ProgramResult | null): number | null {
  return result === null || result.steps === 0 ? null : result.right / result.steps;
}

export function batchRows({ problems, results }: Batch, filter: BatchFilter, { by, descending }: BatchOrder): readonly BatchRow[] {
  const rows = problems.map((problem, place) => ({ place, problem, result: results.get(place) ?? null })).filter(({ result }) => isShown(result, filter));
  const sign = descending ? -1 : 1;
  return rows.sort((a, b) => {
    const [left, right] = [keyOf(a, by), keyOf(b, by)];
    // What has no such value comes last, whichever way.
    if (left === null || right === null) return left === right ? a.place - b.place : left === null ? 1 : -1;
    const order = typeof left === 'string' ? left.localeCompare(String(right), 'en', { numeric: true }) : left - Number(right);
    return order === 0 ? a.place - b.place : sign * order;
  });
}

function isShown(result: ProgramResult | null, filter: BatchFilter): boolean {
  switch (filter) {
    case 'all':
      return true;
    case 'wrong':
      return result !== null && result.firstWrong !== null;
    case 'output':
      return result !== null && result.skipped === null && !result.ownRight;
    case 'skipped':
      return result !== null && result.skipped !== null;
  }
}

function keyOf({ place, problem, result }: BatchRow, by: BatchColumn): number | string | null {
  switch (by) {
    case 'place':
      return place;
    case 'id':
      return problem.id;
    case 'right':
      return shareRight(result);
    case 'firstWrong':
      return result?.firstWrong ?? null;
    case 'own':
      return result === null || result.skipped !== null ? null : Number(result.ownRight);
  }
}

/** A value, or the exception that leaves the call. */
export function outcomeText(outcome: CallOutcome | null): string {
  if (outcome === null) return TEXTS.batch.nothing;
  return outcome.kind === 'value' ? outcome.value : `${TEXTS.batch.raises} ${outcome.value}`;
}

/** The whole table, in the order of the data set. */
export function batchCsv(batch: Batch): string {
  const head = ['id', 'call', 'comes_to', 'on_its_own', 'right_on_its_own', 'steps', 'right_steps', 'right_next_line', 'right_variables', 'first_wrong_step', 'not_predicted'];
  const lines = batchRows(batch, 'all', { by: 'place', descending: false }).map(({ problem, result }) => {
    const { id, call } = problem;
    if (result === null) return [id, call];
    const { outcome, own, ownRight, steps, right, controlFlow, variables, firstWrong, skipped } = result;
    if (skipped !== null) return [id, call, '', '', '', '', '', '', '', '', TEXTS.batch.skipped[skipped]];
    return [id, call, outcomeText(outcome), outcomeText(own), String(ownRight), ...[steps, right, controlFlow, variables].map(String), firstWrong === null ? '' : String(firstWrong + 1), ''];
  });
  return [head, ...lines].map((fields) => `${fields.map(csvField).join(',')}\r\n`).join('');
}
