import { describe, expect, it } from 'vitest';
import { TraceBuilder } from '../trace/trace.ts';
import { TraceScript } from '../trace/testing/trace-from-script.ts';
import type { RecordIndex } from '../trace/wire.ts';
import { terminalAt } from './terminal.ts';

/** Three records with `stdout` before each; the marks as in `TraceChunk.inputMarks`. */
function traceOf(stdout: string, lengths: readonly number[], marks: readonly number[]) {
  const script = new TraceScript({ codes: { f: {} } });
  for (const [place] of lengths.entries()) script.at('f', place + 1, { line: true, ...(place === 0 ? { call: true } : {}) });
  const builder = new TraceBuilder(script.header);
  const appended = builder.append({ ...script.cut(), stdout, stdoutLengths: Int32Array.from(lengths), inputMarks: Int32Array.from(marks) });
  if (!appended.ok) throw new Error(appended.error.message);
  return builder.snapshot();
}

const shown = (...[trace, stdin, record, end]: Parameters<typeof terminalAt>): string[] =>
  terminalAt(trace, stdin, record, end).map(({ kind, text }) => (kind === 'typed' ? `<${text}>` : text));

describe('the terminal', () => {
  const trace = traceOf('Name? Age? Ann is 7\n', [0, 6, 20], [1, 6, 4, 2, 11, 6]);

  it('has what was typed behind what asked for it, as far as the step', () => {
    expect(shown(trace, 'Ann\n7', 0 as RecordIndex)).toEqual([]);
    expect(shown(trace, 'Ann\n7', 1 as RecordIndex)).toEqual(['Name? ', '<Ann\n>']);
    expect(shown(trace, 'Ann\r\n7\nmore', null)).toEqual(['Name? ', '<Ann\n>', 'Age? ', '<7\n>', 'Ann is 7\n']);
    expect(shown(trace, 'Ann\n7', null, 8)).toEqual(['Name? ', '<Ann\n>', 'Ag', '<7\n>']);
  });

  it('has only what was printed where nothing is known of the input', () => {
    expect(shown(trace, '', null)).toEqual(['Name? ', 'Age? ', 'Ann is 7\n']);
    expect(shown(traceOf('a', [0], []), 'Ann', null)).toEqual(['a']);
  });

  it('has the end of a long one', () => {
    const many = traceOf('.'.repeat(5000), [5000], Array.from({ length: 5000 }, (_, read) => [0, read + 1, 2 * (read + 1)]).flat());
    const pieces = shown(many, 'x\n'.repeat(5000), null);
    expect(pieces.length).toBeLessThanOrEqual(2001);
    expect(pieces.slice(-2)).toEqual(['.', '<x\n>']);
    const long = traceOf('a'.repeat(300_000), [0], [0, 0, 4]);
    expect(shown(long, 'Ann', null).map((text) => text.length)).toEqual([100_000]);
  });
});
