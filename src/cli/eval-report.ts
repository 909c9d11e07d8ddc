/** What `eval` prints for people: one task in full, several as a table in the shape of the Execution Tuning paper's. */
import type { PredictionTask } from '../model/protocol.ts';
import { GROUPINGS, type EvalReport, type Grouping } from './eval-tally.ts';
import { taskText } from './prediction-tasks.ts';

const GROUPING_TITLES: Readonly<Record<Grouping, string>> = {
  construct: 'whole state right, by construct',
  operation: 'by operation of the line',
  value_type: 'by the type of what changes',
  loop_length: 'by visits of the most visited line',
  output_by_loop_length: 'output right, by visits of the most visited line',
};

function percent(share: number | null): string {
  return share === null ? '–' : `${(share * 100).toFixed(1)} %`;
}

function stepsNeeded({ share_of_steps: share, share_of_steps_right: inRight }: EvalReport): string {
  if (share === null) return '';
  return ` with ${percent(share)} of the steps${inRight === null ? '' : `, ${percent(inRight)} in right runs`}`;
}

export function printReport(task: PredictionTask, result: EvalReport): void {
  const skipped = Object.entries(result.skipped).map(([reason, count]) => `${count} ${reason}`);
  const { full, control_flow: controlFlow, variables, iterators, stack } = result.step_accuracy;
  console.log(taskText(task));
  console.log(`programs          ${result.programs}${skipped.length > 0 ? ` (skipped: ${skipped.join(', ')})` : ''}`);
  console.log(`output, free-run  ${percent(result.output_accuracy)}${stepsNeeded(result)}`);
  console.log(`one answer, full  ${percent(full)}   of ${result.steps} answers; of those of a program in the mean ${percent(result.program_accuracy)}`);
  console.log(`  control flow    ${percent(controlFlow)}`);
  console.log(`  variables       ${percent(variables)}`);
  console.log(`  iterators       ${percent(iterators)}`);
  if (stack !== null) console.log(`  stack           ${percent(stack)}`);
  for (const grouping of GROUPINGS) {
    const groups = Object.entries(result.by[grouping]);
    if (groups.length === 0) continue;
    console.log(GROUPING_TITLES[grouping]);
    for (const [group, { of, accuracy }] of groups) console.log(`  ${group.padEnd(18)}${percent(accuracy).padStart(8)}   of ${of}`);
  }
  console.log(`malformed         ${result.malformed}; not predictable ${result.not_predictable}; ${result.tokens} tokens; ${result.seconds.toFixed(1)} s`);
}

const COLUMNS: readonly (readonly [string, (result: EvalReport) => string])[] = [
  ['control flow', (result) => percent(result.step_accuracy.control_flow)],
  ['variables', (result) => percent(result.step_accuracy.variables)],
  ['iterators', (result) => percent(result.step_accuracy.iterators)],
  ['stack', (result) => percent(result.step_accuracy.stack)],
  ['full state', (result) => percent(result.step_accuracy.full)],
  ['mean of programs', (result) => percent(result.program_accuracy)],
  ['output', (result) => percent(result.output_accuracy)],
  ['steps needed', (result) => percent(result.share_of_steps)],
  ['in right runs', (result) => percent(result.share_of_steps_right)],
  ['malformed', (result) => String(result.malformed)],
];

type Results = readonly { readonly task: PredictionTask; readonly result: EvalReport }[];

/** Tables in Markdown: a row a task, then for each grouping a row a group and a column a task. */
export function tablesOf(results: Results): string {
  const parts = [tableOf([['strategy', ...COLUMNS.map(([title]) => title)], ...results.map(({ task, result }) => [taskText(task), ...COLUMNS.map(([, value]) => value(result))])])];
  for (const grouping of GROUPINGS) {
    // A direct answer has no steps, a teacher-forced run no output: nothing is counted there.
    const counted = results.filter(({ result }) => Object.keys(result.by[grouping]).length > 0);
    if (counted.length === 0) continue;
    const groups = [...new Set(counted.flatMap(({ result }) => Object.keys(result.by[grouping])))];
    const cell = ({ result }: Results[number], group: string): string => {
      const found = result.by[grouping][group];
      return found === undefined ? '–' : `${percent(found.accuracy)} of ${found.of}`;
    };
    parts.push(tableOf([[GROUPING_TITLES[grouping], ...counted.map(({ task }) => taskText(task))], ...groups.map((group) => [group, ...counted.map((each) => cell(each, group))])]));
  }
  return parts.join('\n\n');
}

/** The first row is the header, the first column stands to the left. */
function tableOf(rows: readonly (readonly string[])[]): string {
  const [header = [], ...body] = rows;
  const widths = header.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string => `| ${row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join(' | ')} |`;
  return [line(header), `|${widths.map((width, column) => (column === 0 ? '-'.repeat(width + 2) : `${'-'.repeat(width + 1)}:`)).join('|')}|`, ...body.map(line)].join('\n');
}
