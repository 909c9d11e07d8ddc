/** Real programs as the recordings of links: every line state comes back, and nothing but the program's own passes. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { packLinkRecording, unpackLinkRecording, type LinkProgram } from '../recording/link-recording.ts';
import type { StepIndex } from '../trace/line-steps.ts';
import { lineSteps } from '../trace/line-steps.ts';
import { printStep } from '../trace/print-state.ts';
import type { Trace } from '../trace/trace.ts';
import { pythonRecorder } from './testing/recorder.ts';

const PROGRAMS = path.join(import.meta.dirname, '..', 'python', 'testing', 'programs');

/** What had been read of the input at each line step: UTF-16 units of it, and of stdout when the last of it was read. */
function readAt(trace: Trace): number[][] {
  const steps = lineSteps(trace);
  return Array.from({ length: steps.count }, (_, step) => {
    const marks = trace.inputMarksAt(steps.recordOf(step as StepIndex));
    return [...trace.inputMarks.slice(0, 3 * marks)].slice(-2);
  });
}

function lineStates(trace: Trace): string[] {
  const steps = lineSteps(trace);
  return Array.from({ length: steps.count }, (_, step) => JSON.stringify({ state: printStep(steps, step as StepIndex), stdout: trace.stdoutAt(steps.recordOf(step as StepIndex)) }));
}

describe('the recording of a link', () => {
  const record = pythonRecorder();

  it.each(readdirSync(PROGRAMS).filter((file) => file.endsWith('.py')))('has every line state of %s', async (file) => {
    const code = readFileSync(path.join(PROGRAMS, file), 'utf8');
    const program: LinkProgram = { code, call: '', stdin: 'Ada\n3' };
    for (const granularity of ['instruction', 'line'] as const) {
      const trace = await record(code, { granularity, stdin: ['Ada', '3'] });
      const packed = packLinkRecording(program, { trace, predictions: [] });
      expect(packed).not.toBeNull();
      const read = unpackLinkRecording(program, packed ?? '');
      expect(read.ok).toBe(true);
      if (!read.ok) continue;
      expect(lineStates(read.value.trace)).toEqual(lineStates(trace));
      expect(read.value.trace.end).toEqual(trace.end);
      expect(read.value.trace.stdout).toBe(trace.stdout);
      expect(read.value.trace.stderr).toBe(trace.stderr);
      expect(readAt(read.value.trace)).toEqual(readAt(trace));
    }
  });
});
