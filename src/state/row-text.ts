/** The words of a row of a state. */
import type { ComparisonRow } from './comparison.ts';
import { TEXTS } from './texts.ts';

/** What a row of a state is called on the page, in pictures and in replays. */
export function rowName(row: ComparisonRow): string {
  const texts = TEXTS.states;
  switch (row.kind) {
    case 'variable':
      return row.name;
    case 'iterator':
      return row.name === '1' ? texts.iterator : `${texts.iterator} ${row.name}`;
    case 'stack':
      return `${texts.stack} ${row.name}`;
    case 'value':
      return row.name === 'exception' ? texts.value.exception : texts.value.return;
  }
}

/** A value of a row as it is read. An iterator's bare position says little by itself. */
export function valueText(row: ComparisonRow, text: string): string {
  return row.kind === 'iterator' ? text.replace(/^-1\b/, 'place not known').replace(/^(\d+)/, '$1 taken') : text;
}
