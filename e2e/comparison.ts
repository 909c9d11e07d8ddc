/** Reads the table of true and predicted state, and checks that what it says follows from what it shows. True for any weights. */
import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';

interface Row {
  readonly kind: 'place' | 'value';
  readonly name: string;
  /** Null where it says "not there". */
  readonly real: string | null;
  readonly predicted: string | null;
  readonly verdict: string;
  readonly word: string;
  readonly origin: string | null;
}

export interface Comparison {
  readonly prediction: string;
  readonly step: number;
  readonly rows: readonly Row[];
  /** The marks of the summary above the table, as verdict and words. */
  readonly summary: readonly { readonly verdict: string; readonly word: string }[];
}

const WORDS: Readonly<Record<string, readonly string[]>> = {
  same: ['same'],
  'wrong-value': ['wrong value', 'wrong line', 'wrong event'],
  'wrong-type': ['wrong type'],
  missing: ['missing'],
  extra: ['extra'],
};

/** What is on the page, all of it of one moment. */
export function readComparison(page: Page): Promise<Comparison> {
  return page.evaluate(() => {
    const find = (from: ParentNode, id: string): HTMLElement => {
      const found = from.querySelector<HTMLElement>(`[data-testid="${id}"]`);
      if (found === null) throw new Error(`nothing has the test id ${id}`);
      return found;
    };
    const marks = (from: ParentNode): { verdict: string; word: string }[] =>
      [...from.querySelectorAll<HTMLElement>('[data-verdict]')].map((mark) => ({ verdict: mark.dataset.verdict ?? '', word: mark.innerText.trim() }));
    const cell = (row: HTMLElement, column: string): HTMLElement | null => row.querySelector(`[data-column="${column}"]`);
    const text = (row: HTMLElement, column: string): string | null => {
      const within = cell(row, column);
      const shown = (within?.querySelector('[data-place]') ?? within?.querySelector('code') ?? within)?.textContent.trim() ?? '';
      return shown === 'not there' || shown === '' ? null : shown;
    };
    const header = find(document, 'prediction-header');
    const rows = [...find(document, 'state-table').querySelectorAll<HTMLElement>('tbody tr')].flatMap((row) => {
      const verdictCell = cell(row, 'verdict');
      const mark = verdictCell === null ? undefined : marks(verdictCell)[0];
      if (verdictCell === null || mark === undefined) return [];
      const rest = verdictCell.innerText.replace(mark.word, '').trim();
      return [
        {
          kind: row.dataset.testid === 'state-row' ? ('value' as const) : ('place' as const),
          name: row.querySelector('th')?.textContent.trim() ?? '',
          real: text(row, 'real'),
          predicted: text(row, 'predicted'),
          ...mark,
          origin: rest === '' ? null : rest,
        },
      ];
    });
    return { prediction: header.dataset.prediction ?? '', step: Number(find(document, 'step-counter').dataset.step), rows, summary: marks(header) };
  });
}

/** Every verdict follows from the two texts beside it, in words; the summary counts the words. */
export function expectConsistent({ prediction, rows, summary, step }: Comparison): void {
  const at = `step ${step}`;
  if (prediction !== 'state') {
    expect(rows, `${at}: verdicts stand only where there is a predicted state`).toEqual([]);
    if (prediction === 'malformed') expect(summary, at).toEqual([{ verdict: 'malformed', word: 'malformed' }]);
    return;
  }
  expect(rows.length, at).toBeGreaterThan(0);
  const counts = new Map<string, number>();
  for (const row of rows) {
    const which = `${at}, ${row.kind} ${row.name}: ${row.real ?? 'none'} | ${row.predicted ?? 'none'} | ${row.verdict}`;
    expect(row.verdict, which).toBe(verdictFrom(row));
    expect(WORDS[row.verdict], which).toContain(row.word);
    if (row.verdict === 'same') expect(row.origin, which).toBeNull();
    else counts.set(row.word, (counts.get(row.word) ?? 0) + 1);
  }
  const counted = [...counts].map(([word, count]) => `${count} ${word}${count > 1 && word.startsWith('wrong ') ? 's' : ''}`).sort();
  expect(summary.map(({ word }) => word).sort(), at).toEqual(counted.length === 0 ? ['all the same'] : counted);
}

function verdictFrom({ kind, real, predicted, verdict }: Row): string {
  if (real === null) return 'extra';
  if (predicted === null) return 'missing';
  // Of a frame that only one side thinks is the innermost, the event is not compared.
  const same = kind === 'place' && verdict === 'same' ? lineOf(real) === lineOf(predicted) : real === predicted;
  if (same) return 'same';
  return verdict === 'wrong-type' ? 'wrong-type' : 'wrong-value';
}

function lineOf(place: string): string | undefined {
  return /line \d+$/.exec(place)?.[0];
}
