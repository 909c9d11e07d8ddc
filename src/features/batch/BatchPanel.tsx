import { useRef, useState, type ReactNode } from 'react';
import { useStore } from 'zustand';
import type { Batch, Problem } from '../../state/batch.ts';
import { batchCsv, batchRows, batchTotals, type BatchFilter, type BatchOrder } from '../../state/batch-rows.ts';
import { TEXTS } from '../../state/texts.ts';
import type { Tracepad } from '../../state/tracepad.ts';
import { percent, taskText } from '../../state/wording.ts';
import { Button } from '../../ui/Button.tsx';
import { Empty, Panel } from '../../ui/Panel.tsx';
import { saveFile } from '../../ui/save-file.ts';
import { BatchTable } from './BatchTable.tsx';
import field from '../../ui/field.module.css';
import styles from './BatchPanel.module.css';

const texts = TEXTS.batch;
const FILTERS: readonly BatchFilter[] = ['all', 'wrong', 'output', 'skipped'];

interface BatchPanelProps {
  readonly app: Tracepad;
  /** Programs that are always at hand. */
  readonly examples: readonly Problem[];
}

/** The programs of a data set, each with how the model fared on it. */
export function BatchPanel({ app, examples }: BatchPanelProps) {
  const batch = useStore(app.batch.store, (state) => state.batch);
  const program = useStore(app.program);
  const [filter, setFilter] = useState<BatchFilter>('all');
  const [order, setOrder] = useState<BatchOrder>({ by: 'place', descending: false });
  if (batch === null) return <Opening app={app} examples={examples} />;
  const rows = batchRows(batch, filter, order);
  return (
    <Panel title={texts.title} testId="batch-panel" fixed>
      <div className={styles.content}>
        <Head app={app} batch={batch}>
          <Actions app={app} batch={batch} filter={filter} onFilter={setFilter} />
        </Head>
        {rows.length === 0 ? <Empty title={texts.none} /> : <BatchTable key={filter} rows={rows} isShown={({ source, call }) => source === program.code && call === program.call} order={order} onOrder={setOrder} onShow={(place) => void app.batch.show(place)} />}
      </div>
    </Panel>
  );
}

function Opening({ app, examples }: BatchPanelProps) {
  return (
    <Panel title={texts.title} testId="batch-panel">
      <Empty title={texts.empty}>
        {texts.emptyHint}
        <span className={styles.opening}>
          <OpenButton app={app} word={texts.open} />
          <Button onClick={() => app.batch.open(texts.examples, examples)} data-testid="batch-examples">
            {texts.examples}
          </Button>
        </span>
        <span className={styles.layouts}>{texts.layouts}</span>
      </Empty>
    </Panel>
  );
}

function OpenButton({ app, word, look }: { readonly app: Tracepad; readonly word: string; readonly look?: 'quiet' }) {
  const file = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button {...(look === undefined ? {} : { look })} onClick={() => file.current?.click()} data-testid="batch-open">
        {word}
      </Button>
      <input
        ref={file}
        type="file"
        accept=".jsonl,.json,.ndjson,.txt"
        hidden
        data-testid="batch-file"
        onChange={(event) => {
          const [chosen] = event.target.files ?? [];
          if (chosen !== undefined) void app.idle.during('share', app.files.openFile(chosen));
          // The same file, changed, can be chosen again.
          event.target.value = '';
        }}
      />
    </>
  );
}

interface ActionsProps {
  readonly app: Tracepad;
  readonly batch: Batch;
  readonly filter: BatchFilter;
  readonly onFilter: (filter: BatchFilter) => void;
}

function Actions({ app, batch, filter, onFilter }: ActionsProps) {
  return (
    <span className={styles.actions}>
      <select className={field.choice} aria-label={texts.filter} title={texts.filter} value={filter} onChange={(event) => onFilter(FILTERS.find((one) => one === event.target.value) ?? 'all')} data-testid="batch-filter">
        {FILTERS.map((one) => (
          <option key={one} value={one}>
            {texts.filters[one]}
          </option>
        ))}
      </select>
      <Button look="quiet" title={texts.csvHint} disabled={batch.results.size === 0} onClick={() => saveFile('data-set.csv', new Blob([batchCsv(batch)], { type: 'text/csv' }))} data-testid="batch-csv">
        {texts.csv}
      </Button>
      <OpenButton app={app} word={texts.another} look="quiet" />
    </span>
  );
}

/** What it came to so far, and what can be done next. */
function Head({ app, batch, children }: { readonly app: Tracepad; readonly batch: Batch; readonly children: ReactNode }) {
  const { phase, problems, results, by } = batch;
  const totals = batchTotals(batch);
  const isAtWork = phase === 'loading' || phase === 'running';
  return (
    <div className={styles.head} data-testid="batch-head" data-phase={phase} data-done={results.size} data-steps={totals.steps} data-right={totals.right}>
      <div className={styles.line}>
        <strong className={styles.name} title={batch.name}>
          {batch.name}
        </strong>
        {isAtWork ? (
          <Button icon="stop" onClick={() => app.batch.stop()} data-testid="batch-stop">
            {texts.stop}
          </Button>
        ) : (
          <Button look="primary" icon="run" onClick={() => void app.batch.start()} data-testid="batch-start">
            {phase === 'waiting' ? texts.start : phase === 'done' ? texts.again : texts.goOn}
          </Button>
        )}
        <progress className={styles.progress} value={results.size} max={problems.length} aria-label={texts.progress} />
        <span className={styles.quiet}>
          {phase === 'loading' ? `${texts.loading} …` : `${results.size.toLocaleString('en')} ${texts.of} ${problems.length.toLocaleString('en')} ${texts.totals.programs}`}
        </span>
        {children}
      </div>
      {totals.programs > 0 && by !== null && (
        <p className={styles.totals} data-testid="batch-totals">
          <span>
            <strong>{percent(totals.right, totals.steps)}</strong> {texts.totals.steps}
          </span>
          <span className={styles.quiet}>
            {percent(totals.controlFlow, totals.steps)} {texts.totals.controlFlow} · {percent(totals.variables, totals.steps)} {texts.totals.variables}
          </span>
          <span>
            <strong>{percent(totals.ownRight, totals.programs)}</strong> {texts.totals.own}
          </span>
          <span className={styles.quiet}>
            {texts.by} {by.model.name} {by.model.digest.slice(0, 8)} · {taskText(by.task)}
          </span>
        </p>
      )}
      {phase === 'failed' && (
        <p className={styles.failed} role="alert">
          {texts.failed}: {batch.problem}
        </p>
      )}
    </div>
  );
}
