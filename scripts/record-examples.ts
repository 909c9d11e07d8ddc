/**
 * `npm run examples`: traces every example program with the real tracer, lets the model that ships predict it in both
 * modes, and writes `public/examples/ID.tracepad`, which the page shows before Python or a model has loaded, and the
 * figures that the gallery tells of each. To be run again when the examples, the trace format or the model change.
 */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { assert, at } from '../src/base/assert.ts';
import { DEFAULT_MODEL, loadModel } from '../src/cli/model.ts';
import { runRequest } from '../src/cli/record.ts';
import { recordPredictions } from '../src/cli/recording.ts';
import { recordTrace } from '../src/evaluation/record-trace.ts';
import { EXAMPLE_PROGRAMS } from '../src/features/examples/programs.ts';
import { createNodeRunner } from '../src/python/node-runner.ts';
import { writeRecording } from '../src/recording/recording.ts';
import { scratchpadStates } from '../src/scratchpad/trace-steps.ts';
import { diffStates } from '../src/trace/diff.ts';
import { lineSteps } from '../src/trace/line-steps.ts';

const ROOT = path.join(import.meta.dirname, '..');
const FOLDER = path.join(ROOT, 'public', 'examples');
const FIGURES = path.join(ROOT, 'src', 'features', 'examples', 'recorded.ts');

mkdirSync(FOLDER, { recursive: true });
for (const file of readdirSync(FOLDER)) if (file.endsWith('.tracepad')) rmSync(path.join(FOLDER, file));

const { runner: model, info } = await loadModel(DEFAULT_MODEL);
const python = createNodeRunner();
const figures: string[] = [];
for (const { id, code, call } of EXAMPLE_PROGRAMS) {
  const trace = await recordTrace(python, runRequest(code, { call: call === '' ? null : call, granularity: 'instruction' }));
  assert(trace.recordCount > 0, `the example ${id} has steps`);
  const states = scratchpadStates(lineSteps(trace));
  // On its own the model would go on after the true end; nothing stands beside that.
  const predictions = await recordPredictions(model, info, trace, ['teacher-forced', 'free-running'], states.length - 1);
  const bytes = writeRecording({ trace, stdin: '', predictions, notes: [], place: { granularity: 'line', step: 0 } });
  writeFileSync(path.join(FOLDER, `${id}.tracepad`), bytes);
  const forced = at(predictions, 0).steps;
  const right = forced.filter(({ from, outcome }) => outcome.kind === 'state' && diffStates(at(states, from + 1), outcome.state).summary.full).length;
  figures.push(`  ${id}: { steps: ${String(lineSteps(trace).count)}, predicted: ${String(forced.length)}, right: ${String(right)} },`);
  console.log(`${id}: ${String(bytes.length)} bytes, ${String(right)} of ${String(forced.length)} right`);
}
writeFileSync(
  FIGURES,
  `/** What \`npm run examples\` recorded of each example; written by it. */
export const RECORDED_MODEL = { name: '${info.name}', digest: '${info.digest}' } as const;

/** Line steps of the trace; steps that the model predicted from true states, and how many of them wholly right. */
export const RECORDED: Readonly<Record<string, { readonly steps: number; readonly predicted: number; readonly right: number }>> = {
${figures.join('\n')}
};
`,
);
process.exit(0);
