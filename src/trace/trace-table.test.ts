import { describe, expect, it } from 'vitest';
import { lineSteps } from './line-steps.ts';
import { TraceScript } from './testing/trace-from-script.ts';
import { rowOfStep, tableCsv, tableRow, tracedCodes, traceTable, type TraceTable } from './trace-table.ts';
import type { CodeIndex } from './wire.ts';

/** A module that makes a list, calls `f` with it twice, which appends. */
function script(): TraceScript {
  const trace = new TraceScript({ codes: { '<module>': { globals: ['items'] }, f: { locals: ['a', 'x', '.0'], globals: ['items'] } } });
  const list = trace.list(1);
  trace.at('<module>', 1, { call: true });
  trace.at('<module>', 2, { line: true, globals: { items: list } });
  trace.at('f', 4, { call: true, locals: { a: list } });
  trace.at('f', 5, { line: true, locals: { x: 'q"' } });
  list.values = [1, 2];
  list.length = 2;
  trace.at('f', 6, { line: true, changed: [list] });
  trace.at('f', 6, { return: true, stack: [null] });
  trace.at('<module>', 3, { line: true });
  return trace;
}

function texts(table: TraceTable, row: number): (string | null)[] {
  return tableRow(table, row).cells.map((cell) => (cell === null ? null : `${cell.text}${cell.changed ? '*' : ''}`));
}

describe('trace table', () => {
  const steps = lineSteps(script().trace());

  it('has a column a variable and a row a step, and marks what changed, through an alias too', () => {
    const table = traceTable(steps, null);
    expect(table.columns.map((column) => `${column.scope}.${column.name}`)).toEqual(['.items', 'f.a', 'f.x']);
    expect(Array.from(table.rows, (_, row) => texts(table, row))).toEqual([
      [null, null, null],
      ['[1]*', null, null],
      ['[1]', '[1]*', null],
      ['[1]', '[1]', `'q"'*`],
      ['[1, 2]*', '[1, 2]*', `'q"'`],
      ['[1, 2]', '[1, 2]', `'q"'`],
      ['[1, 2]', null, null],
    ]);
    expect(tableRow(table, 3)).toMatchObject({ line: 5, event: 'line', functionName: 'f', depth: 2 });
  });

  it('can be of one function', () => {
    expect(tracedCodes(steps)).toEqual([0, 1]);
    const table = traceTable(steps, 1 as CodeIndex);
    expect([...table.rows]).toEqual([2, 3, 4, 5]);
    expect(table.columns.map((column) => column.name)).toEqual(['items', 'a', 'x']);
    expect(rowOfStep(table, 4)).toBe(2);
    expect(rowOfStep(table, 6)).toBe(3);
    expect(rowOfStep(table, 1)).toBe(-1);
  });

  it('goes out as CSV', () => {
    expect([...tableCsv(traceTable(steps, 1 as CodeIndex))].join('')).toBe(
      ['step,line,event,function,depth,items,f.a,f.x', '3,4,call,f,2,[1],[1],', '4,5,line,f,2,[1],[1],"\'q""\'"', '5,6,line,f,2,"[1, 2]","[1, 2]","\'q""\'"', '6,6,return,f,2,"[1, 2]","[1, 2]","\'q""\'"', ''].join('\r\n'),
    );
  });

  it('keeps commas, quotes, line ends and lone surrogates in one field, every step in a row, and cuts no character in half', async () => {
    const trace = new TraceScript({ codes: { f: { locals: ['x'] } } });
    const values = ['a,b', 'say "hi"', "it's \"it\"", 'one\r\ntwo', '\ud800', `${'a'.repeat(1997)}😀 and more`];
    trace.at('f', 1, { call: true });
    for (const x of values) trace.at('f', 2, { line: true, locals: { x } });
    for (let step = 0; step < 1200; step += 1) trace.at('f', 3 + (step % 2), { line: true });
    const pieces = [...tableCsv(traceTable(lineSteps(trace.trace()), null))];
    const text = await new Blob(pieces).text();
    const rows = readCsv(text);
    expect(rows).toHaveLength(1 + 1 + values.length + 1200);
    expect(rows.every((row) => row.length === 6)).toBe(true);
    expect(rows.slice(2, 8).map((row) => row[5])).toEqual(["'a,b'", `'say "hi"'`, `'it\\'s "it"'`, String.raw`'one\r\ntwo'`, String.raw`'\ud800'`, `'${'a'.repeat(1997)}…`]);
    expect(rows.at(-1)?.[0]).toBe('1207');
    expect(text).not.toContain('\ufffd');
  });
});

/** As RFC 4180 has it. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [[]];
  for (const match of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g)) {
    const [whole, quoted, plain, end] = match;
    if (whole === '') break;
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    if (end === '\r\n') rows.push([]);
  }
  return rows.filter((row) => row.length > 0);
}
