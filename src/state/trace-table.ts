/** The trace as a table for spreadsheets: rows are steps, columns are variables. Comma-separated, RFC 4180. */
import type { StepIndex } from '../trace/line-steps.ts';
import { stepsOf } from '../trace/line-steps.ts';
import { documentStep, type DocumentStep } from '../trace/json.ts';
import type { Trace } from '../trace/trace.ts';
import type { Granularity } from '../trace/wire.ts';

/** In pieces, a line each. */
export function* traceTable(trace: Trace, granularity: Granularity): Generator<string, void, undefined> {
  const steps = stepsOf(trace, granularity);
  const names = new Set<string>();
  for (let step = 0; step < steps.count; step += 1) for (const name of Object.keys(variablesOf(documentStep(steps, step as StepIndex)))) names.add(name);
  yield csvLine(['step', 'event', 'function', 'line', 'depth', ...names, 'value']);
  for (let step = 0; step < steps.count; step += 1) {
    const document = documentStep(steps, step as StepIndex);
    const variables = variablesOf(document);
    yield csvLine([String(step + 1), document.event, document.function, String(document.line), String(document.depth), ...[...names].map((name) => variables[name] ?? ''), document.value ?? '']);
  }
}

function variablesOf({ locals, globals }: DocumentStep): Readonly<Record<string, string>> {
  return { ...globals, ...locals };
}

function csvLine(cells: readonly string[]): string {
  return `${cells.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')}\r\n`;
}
