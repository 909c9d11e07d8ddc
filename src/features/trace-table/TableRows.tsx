import { useEffect, useMemo, useRef, type ReactNode } from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { TEXTS } from '../../state/texts.ts';
import { stepFacts } from '../../trace/step-facts.ts';
import { sentenceText, stepSentence } from '../../trace/step-sentence.ts';
import { rowOfStep, tableRow, type TableRow, type TraceTable } from '../../trace/trace-table.ts';
import { classNames } from '../../ui/class-names.ts';
import styles from './TraceTable.module.css';

const ROW_HEIGHT = 26;
/** Of the two lines of the head, which stays above the rows. */
const HEAD_HEIGHT = 42;
const MAX_CELL_TEXT = 60;
/** More columns make rows slower to scroll than they are of use. */
const MAX_COLUMNS = 60;
/** Rows that are looked at to find how wide the columns need to be. */
const SAMPLED_ROWS = 48;
/** In CSS px. */
const CHARACTER_WIDTH = 7.6;
/** What a cell has beside its text: padding, the line to the next one, a part of a pixel. */
const AROUND_TEXT = 21;
const MIN_WIDTH = 56;
const MAX_WIDTH = 240;

interface TableRowsProps {
  readonly table: TraceTable;
  /** Rows that are shown, from the first one on; the columns are as wide as the whole table needs them. */
  readonly shown: number;
  readonly step: number;
  /** Below the last row. */
  readonly end?: ReactNode;
  readonly onGo: (step: number) => void;
}

interface ShownRow extends TableRow {
  readonly sentence: string;
}

/** The rows asked for, each computed once. */
function cachedRows(table: TraceTable): (row: number) => ShownRow {
  const source = table.steps.trace.header.source.split('\n');
  const known = new Map<number, ShownRow>();
  return (row) => {
    const found = known.get(row);
    if (found !== undefined) return found;
    if (known.size > 400) known.clear();
    const values = tableRow(table, row, MAX_CELL_TEXT);
    const made = { ...values, sentence: sentenceText(stepSentence(stepFacts(table.steps, values.step, source))) };
    known.set(row, made);
    return made;
  };
}

function columnWidths(table: TraceTable, count: number): readonly number[] {
  const widths = table.columns.slice(0, count).map((column) => Math.max(column.name.length + 1, Math.min(column.scope.length, 12)));
  const rows = table.rows.length;
  for (let sample = 0; sample < Math.min(SAMPLED_ROWS, rows); sample += 1) {
    const { cells } = tableRow(table, Math.floor((sample * rows) / Math.min(SAMPLED_ROWS, rows)), MAX_CELL_TEXT);
    for (const [index, cell] of cells.slice(0, count).entries()) widths[index] = Math.max(widths[index] ?? 0, cell?.text.length ?? 0);
  }
  return widths.map((characters) => Math.min(MAX_WIDTH, Math.max(MIN_WIDTH, Math.ceil(characters * CHARACTER_WIDTH) + AROUND_TEXT)));
}

export function TableRows({ table, shown, step, end, onGo }: TableRowsProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const rowAt = useMemo(() => cachedRows(table), [table]);
  const columns = table.columns.slice(0, MAX_COLUMNS);
  const widths = useMemo(() => columnWidths(table, MAX_COLUMNS), [table]);
  // eslint-disable-next-line react-hooks/incompatible-library -- the library is what the design names; nothing here is memoised over its values
  const rows = useVirtualizer({ count: shown, getScrollElement: () => scroller.current, estimateSize: () => ROW_HEIGHT, overscan: 8, scrollMargin: HEAD_HEIGHT, scrollPaddingStart: HEAD_HEIGHT + 2 * ROW_HEIGHT, scrollPaddingEnd: 2 * ROW_HEIGHT });
  const current = Math.min(rowOfStep(table, step), shown - 1);
  useEffect(() => {
    if (current >= 0) rows.scrollToIndex(current, { align: 'auto' });
  }, [rows, current]);

  const texts = TEXTS.traceTable;
  const template = `56px 46px ${widths.map((width) => `${width}px`).join(' ')} minmax(280px, 1fr)`;
  const width = 56 + 46 + widths.reduce((sum, one) => sum + one, 0) + 280;
  return (
    <div ref={scroller} className={styles.scroller} role="table" tabIndex={0} aria-label={texts.title} aria-rowcount={shown + 1} aria-colcount={columns.length + 3} data-testid="trace-table">
      <div className={styles.head} role="rowgroup" style={{ minWidth: width }}>
        <div className={styles.row} role="row" aria-rowindex={1} style={{ gridTemplateColumns: template, height: HEAD_HEIGHT }}>
          <span className={classNames(styles.cell, styles.step)} role="columnheader">
            {texts.step}
          </span>
          <span className={styles.cell} role="columnheader">
            {texts.line}
          </span>
          {columns.map((column) => (
            <span key={column.key} className={styles.cell} role="columnheader" title={column.scope === '' ? column.name : `${column.name} (${column.scope})`}>
              <span className={styles.scope}>{column.scope}</span>
              <code>{column.name}</code>
            </span>
          ))}
          <span className={styles.cell} role="columnheader">
            {texts.what}
          </span>
        </div>
      </div>
      <div role="rowgroup" style={{ position: 'relative', height: shown * ROW_HEIGHT, minWidth: width }}>
        {rows.getVirtualItems().map((item) => {
          const row = rowAt(item.index);
          const isCurrent = row.step === step;
          return (
            <div
              key={item.key}
              role="row"
              aria-rowindex={item.index + 2}
              aria-current={isCurrent ? 'step' : undefined}
              className={classNames(styles.row, styles.body, isCurrent && styles.current, row.event === 'call' && styles.call)}
              style={{ gridTemplateColumns: template, height: ROW_HEIGHT, transform: `translateY(${item.start - HEAD_HEIGHT}px)` }}
              onClick={() => onGo(row.step)}
              data-testid="trace-table-row"
            >
              <span role="rowheader" className={classNames(styles.cell, styles.step)}>
                <button type="button" className={styles.go} tabIndex={isCurrent ? 0 : -1} aria-label={`${texts.goTo} ${row.step + 1}`} onClick={() => onGo(row.step)}>
                  {row.step + 1}
                </button>
              </span>
              <span role="cell" className={styles.cell}>
                {row.line}
              </span>
              {row.cells.slice(0, MAX_COLUMNS).map((cell, index) => (
                <span key={columns[index]?.key} role="cell" className={classNames(styles.cell, cell?.changed === true && styles.changed)} title={cell !== null && cell.text.length > 24 ? cell.text : undefined}>
                  {cell !== null && <code>{cell.text}</code>}
                  {cell?.changed === true && <span className="visually-hidden"> ({TEXTS.states.changed})</span>}
                </span>
              ))}
              <span role="cell" className={classNames(styles.cell, styles.what)} title={row.sentence}>
                {row.sentence}
              </span>
            </div>
          );
        })}
      </div>
      {end}
    </div>
  );
}
