import { useRef, type ReactNode } from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { outcomeText, shareRight, type BatchColumn, type BatchOrder, type BatchRow } from '../../state/batch-rows.ts';
import { TEXTS } from '../../state/texts.ts';
import { classNames } from '../../ui/class-names.ts';
import { Icon } from '../../ui/Icon.tsx';
import { VerdictMark } from '../../ui/VerdictMark.tsx';
import styles from './BatchPanel.module.css';

const texts = TEXTS.batch;
const ROW_HEIGHT = 30;

type Column = keyof typeof texts.columns;
const COLUMNS: readonly Column[] = ['place', 'id', 'right', 'firstWrong', 'own', 'outcome', 'call'];
/** Set to the right, as are their heads. */
const NUMBERS: ReadonlySet<Column> = new Set<Column>(['place', 'firstWrong']);
const SORTED: ReadonlySet<Column> = new Set<BatchColumn>(['place', 'id', 'right', 'firstWrong', 'own']);

interface BatchTableProps {
  readonly rows: readonly BatchRow[];
  /** Whether it is the program that stands on the page. */
  readonly isShown: (problem: BatchRow['problem']) => boolean;
  readonly order: BatchOrder;
  readonly onOrder: (order: BatchOrder) => void;
  readonly onShow: (place: number) => void;
}

/** A program a row; a click opens it where the model first goes wrong. */
export function BatchTable({ rows, isShown, order, onOrder, onShow }: BatchTableProps) {
  const scroller = useRef<HTMLDivElement>(null);
  // eslint-disable-next-line react-hooks/incompatible-library -- the library is what the design names; nothing here is memoised over its values
  const visible = useVirtualizer({ count: rows.length, getScrollElement: () => scroller.current, estimateSize: () => ROW_HEIGHT, overscan: 12 });
  return (
    <div ref={scroller} className={styles.scroller} role="table" tabIndex={0} aria-label={texts.title} aria-rowcount={rows.length + 1} aria-colcount={COLUMNS.length} data-testid="batch-table">
      <div className={styles.tableHead} role="rowgroup">
        <div className={styles.row} role="row" aria-rowindex={1}>
          {COLUMNS.map((column) => (
            <HeadCell key={column} column={column} order={order} onOrder={onOrder} />
          ))}
        </div>
      </div>
      <div role="rowgroup" className={styles.rows} style={{ height: rows.length * ROW_HEIGHT }}>
        {visible.getVirtualItems().map((item) => {
          const row = rows[item.index];
          return row === undefined ? null : (
            <div key={row.place} role="row" aria-rowindex={item.index + 2} className={classNames(styles.row, styles.body, isShown(row.problem) && styles.shown)} aria-current={isShown(row.problem) || undefined} style={{ height: ROW_HEIGHT, transform: `translateY(${item.start}px)` }} onClick={() => onShow(row.place)} data-testid="batch-row" data-id={row.problem.id}>
              <Cells row={row} />
            </div>
          );
        })}
      </div>
    </div>
  );
}

function HeadCell({ column, order, onOrder }: Pick<BatchTableProps, 'order' | 'onOrder'> & { readonly column: Column }) {
  const word = texts.columns[column];
  const hint = column in texts.hints ? texts.hints[column as keyof typeof texts.hints] : undefined;
  const by = isSorted(column) ? column : null;
  if (by === null) {
    return (
      <span role="columnheader" className={styles.cell} title={hint}>
        {word}
      </span>
    );
  }
  const isChosen = order.by === by;
  return (
    <span role="columnheader" className={classNames(styles.cell, NUMBERS.has(column) && styles.number)} title={hint} aria-sort={isChosen ? (order.descending ? 'descending' : 'ascending') : 'none'}>
      <button type="button" className={styles.sort} onClick={() => onOrder({ by, descending: isChosen && !order.descending })} data-testid={`batch-sort-${by}`}>
        {word}
        {isChosen && <Icon name={order.descending ? 'down' : 'up'} size={12} />}
      </button>
    </span>
  );
}

function isSorted(column: Column): column is BatchColumn {
  return SORTED.has(column);
}

function Cells({ row: { place, problem, result } }: { readonly row: BatchRow }) {
  const share = shareRight(result);
  const predicted = result !== null && result.skipped === null;
  return (
    <>
      <Cell kind={styles.number}>{place + 1}</Cell>
      <span role="rowheader" className={styles.cell}>
        <button type="button" className={styles.show} title={`${texts.show} ${problem.id}`}>
          {problem.id}
        </button>
      </span>
      {result?.skipped != null ? (
        <Cell kind={styles.quiet}>{texts.skipped[result.skipped]}</Cell>
      ) : (
        <Cell>
          {result === null ? <span className={styles.quiet}>{texts.waiting}</span> : share !== null && (
            <span className={styles.share}>
              <span className={styles.meter} aria-hidden="true">
                <span style={{ width: `${100 * share}%` }} />
              </span>
              {result.right} {texts.of} {result.steps}
            </span>
          )}
        </Cell>
      )}
      <Cell kind={styles.number}>{predicted && result.steps > 0 && (result.firstWrong === null ? <span className={styles.quiet}>{texts.noWrong}</span> : `${texts.step} ${result.firstWrong + 1}`)}</Cell>
      <Cell title={predicted ? outcomeText(result.own) : undefined}>
        {predicted && (
          <span className={styles.own}>
            <VerdictMark kind={result.ownRight ? 'same' : result.own === null ? 'malformed' : 'wrong-value'} word={result.ownRight ? texts.right : texts.wrong} />
            {!result.ownRight && <code>{outcomeText(result.own)}</code>}
          </span>
        )}
      </Cell>
      <Cell title={predicted ? outcomeText(result.outcome) : undefined}>{predicted && <code>{outcomeText(result.outcome)}</code>}</Cell>
      <Cell title={problem.call}>
        <code>{problem.call}</code>
      </Cell>
    </>
  );
}

function Cell({ children, kind, title }: { readonly children: ReactNode; readonly kind?: string | undefined; readonly title?: string | undefined }) {
  return (
    <span role="cell" className={classNames(styles.cell, kind)} title={title}>
      {children}
    </span>
  );
}
