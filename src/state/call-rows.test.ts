import { describe, expect, it } from 'vitest';
import { TraceScript } from '../trace/testing/trace-from-script.ts';
import type { RecordIndex } from '../trace/wire.ts';
import { callRows, type CallRow } from './call-rows.ts';

const shown = (row: CallRow): string =>
  row.kind === 'more' ? `${String(row.depth)} +${String(row.count)}` : `${String(row.depth)} ${row.text}${row.result === null ? '' : ` → ${row.result}`}${row.place === 'here' ? ' *' : ''}`;

/** `main` calls `down(levels)`, which calls itself until 0 is reached and adds 1 on the way back. */
function recursion(levels: number): TraceScript {
  const script = new TraceScript({ codes: { main: {}, down: { locals: ['n'] } } });
  script.at('main', 1, { call: true });
  for (let n = levels; n >= 0; n -= 1) script.at('down', 3, { call: true, locals: { n } });
  for (let n = 0; n <= levels; n += 1) script.at('down', 4, { return: true, stack: [n] });
  script.at('main', 2, { line: true });
  return script;
}

describe('callRows', () => {
  it('has the way to the call, and the calls that it makes', () => {
    const trace = recursion(2).trace();
    expect(callRows(trace, 0 as RecordIndex).map(shown)).toEqual(['0 main() *', '1 down() → 2']);
    expect(callRows(trace, 2 as RecordIndex).map(shown)).toEqual(['0 main()', '1 down() → 2', '2 down() → 1 *', '3 down() → 0']);
  });

  it('folds calls of a function within itself', () => {
    const trace = recursion(20).trace();
    const rows = callRows(trace, 21 as RecordIndex).map(shown);
    expect(rows).toEqual(['0 main()', '1 down() → 20', '2 down() → 19', '3 down() → 18', '4 +15', '19 down() → 2', '20 down() → 1', '21 down() → 0 *']);
  });
});
