import { useEffect } from 'react';
import { useStore } from 'zustand';
import type { PrintedState } from '../../trace/printed-state.ts';
import { diffReprs } from '../../trace/repr-diff.ts';
import { coverageOfTable, whyUncovered } from '../../state/prediction-coverage.ts';
import { taskKey, trueState } from '../../state/prediction-task.ts';
import { scratchpadStepOf } from '../../state/step-view.ts';
import { TEXTS } from '../../state/texts.ts';
import type { LoadedTrace } from '../../state/trace-store.ts';
import type { Tracepad } from '../../state/tracepad.ts';
import { agreementOf, compareRows, nextDisagreement, variantsOf, type CompareCell, type CompareRow, type Variant } from '../../state/variants.ts';
import { percent, placeVerdictText } from '../../state/wording.ts';
import { moreCharacters, ofStepsRight } from '../../state/view-wording.ts';
import { IconButton } from '../../ui/Button.tsx';
import { MarkedText } from '../../ui/MarkedText.tsx';
import { Empty, Panel } from '../../ui/Panel.tsx';
import { VerdictMark } from '../../ui/VerdictMark.tsx';
import styles from './ComparePanel.module.css';

const texts = TEXTS.compare;

interface ComparePanelProps {
  readonly app: Tracepad;
}

/** Two predictions of one trace side by side, with the truth between them. */
export function ComparePanel({ app }: ComparePanelProps) {
  const view = useStore(app.trace);
  const predictions = useStore(app.predictions);
  const chosen = useStore(app.compared);
  const variants = predictions.tables?.loaded === view.loaded ? variantsOf(predictions) : [];
  const left = variants.find(({ id }) => id === chosen.left) ?? variants[0];
  const right = variants.find(({ id }) => id === chosen.right) ?? variants.find((variant) => variant !== left);
  const shown = `${taskKey(predictions.task)} ${predictions.mode}`;
  const wanted = [left, right].filter((variant) => variant?.live === true && variant.id !== shown).map((variant) => variant?.id).join();
  const { models } = app;
  useEffect(() => {
    const live = wanted === '' ? [] : variantsOf(app.predictions.getState()).filter(({ id }) => wanted.split(',').includes(id));
    models.predictAlso(live.map(({ task, mode }) => ({ task, mode })));
    return () => models.predictAlso([]);
  }, [app, models, wanted]);

  if (view.loaded === null || left === undefined || right === undefined) {
    return (
      <Panel title={texts.title} testId="compare-panel">
        <Empty title={texts.empty}>{texts.emptyHint}</Empty>
      </Panel>
    );
  }
  const at = scratchpadStepOf(view, predictions);
  return (
    <Panel title={texts.title} testId="compare-panel">
      <div className={styles.compare}>
        <div className={styles.choices}>
          <Choice label={texts.left} variants={variants} loaded={view.loaded} chosen={left} onChange={(id) => app.compared.setState({ left: id, right: right.id })} testId="compare-left" />
          <Choice label={texts.right} variants={variants} loaded={view.loaded} chosen={right} onChange={(id) => app.compared.setState({ left: left.id, right: id })} testId="compare-right" />
        </div>
        <Summary app={app} left={left} right={right} at={at} />
        <CompareTable loaded={view.loaded} left={left} right={right} at={at} />
      </div>
    </Panel>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly variants: readonly Variant[];
  readonly loaded: LoadedTrace;
  readonly chosen: Variant;
  readonly onChange: (id: string) => void;
  readonly testId: string;
}

/** One of the two, and below it how it fared. */
function Choice({ label, variants, loaded, chosen, onChange, testId }: ChoiceProps) {
  return (
    <div className={styles.side}>
      <label className={styles.choice}>
        <span>{label}</span>
        <select value={chosen.id} onChange={(event) => onChange(event.target.value)} data-testid={testId}>
          {variants.map((variant) => (
            <option key={variant.id} value={variant.id}>
              {variant.label}
            </option>
          ))}
        </select>
      </label>
      <Rate loaded={loaded} variant={chosen} />
    </div>
  );
}

interface PairProps {
  readonly left: Variant;
  readonly right: Variant;
  /** Scratchpad step that the page stands at; -1 where it stands at none. */
  readonly at: number;
}

/** How the two fared over the steps that both came to. */
function Summary({ app, left, right, at }: PairProps & ComparePanelProps) {
  const agreement = agreementOf(left.table, right.table);
  const go = (direction: 1 | -1): void => {
    const found = nextDisagreement(left.table, right.table, at, direction);
    if (found > 0) app.navigation.goToPlace(found);
  };
  return (
    <p className={styles.summary} data-testid="compare-summary" data-both={agreement.both} data-left={agreement.leftOnly} data-right={agreement.rightOnly} data-neither={agreement.neither}>
      {(['both', 'leftOnly', 'rightOnly', 'neither'] as const).map((part) => (
        <span key={part}>
          {agreement[part].toLocaleString('en')} {texts[part]}
        </span>
      ))}
      <span className={styles.jumps}>
        <IconButton icon="up" label={texts.previous} onClick={() => go(-1)} data-testid="compare-previous" />
        <IconButton icon="down" label={texts.next} onClick={() => go(1)} data-testid="compare-next" />
      </span>
    </p>
  );
}

/** How often one of the two was right, and how many steps it did not come to: those are no errors, and no successes either. */
function Rate({ loaded, variant }: { readonly loaded: LoadedTrace; readonly variant: Variant }) {
  const { full, predicted } = variant.table.tally;
  const { notReached } = coverageOfTable(loaded, variant);
  return (
    <p className={styles.rate} data-testid="compare-rate" data-not-reached={notReached}>
      <span>
        <strong>{percent(full, predicted)}</strong> {ofStepsRight(predicted)}
      </span>
      {notReached > 0 && (
        <span title={texts.notReachedHint}>
          {notReached.toLocaleString('en')} {texts.notReached}
        </span>
      )}
    </p>
  );
}

function CompareTable({ loaded, left, right, at }: PairProps & { readonly loaded: LoadedTrace }) {
  if (at < 0) return <p className={styles.none}>{texts.waiting}</p>;
  const real = trueState(loaded, left.task.granularity, at);
  const rows = compareRows(real, stateOf(left, at), stateOf(right, at));
  return (
    <table className={styles.table} data-testid="compare-table">
      <thead>
        <tr>
          <th scope="col">{TEXTS.states.columns.variable}</th>
          <th scope="col">
            {texts.left} <Outcome loaded={loaded} variant={left} at={at} />
          </th>
          <th scope="col">{texts.real}</th>
          <th scope="col">
            {texts.right} <Outcome loaded={loaded} variant={right} at={at} />
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key} data-kind={row.kind} data-name={row.name}>
            <th scope="row" className={row.kind === 'variable' ? styles.name : row.kind === 'place' ? styles.place : styles.special}>
              {nameOf(row)}
            </th>
            <Cell row={row} cell={row.left} side="left" />
            <td data-column="real">{row.real === null ? <span className={styles.absent}>{TEXTS.states.absent}</span> : <MarkedText more={moreCharacters} text={row.real} />}</td>
            <Cell row={row} cell={row.right} side="right" />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function stateOf({ table }: Variant, step: number): PrintedState | null {
  const outcome = table.about(step)?.outcome;
  return outcome?.kind === 'state' ? outcome.state : null;
}

/** Why a column is empty. */
function Outcome({ loaded, variant, at }: { readonly loaded: LoadedTrace; readonly variant: Variant; readonly at: number }) {
  const kind = variant.table.about(at)?.outcome.kind;
  if (kind === 'state') return null;
  const why = kind === undefined ? whyUncovered(loaded, variant)(at) : null;
  const words = kind === 'malformed' ? texts.malformed : why === 'notReached' || (why === 'leftOut' && at > 0) ? texts[why] : texts.waiting;
  return <span className={styles.absent}>({words})</span>;
}

function nameOf({ kind, name }: CompareRow): string {
  switch (kind) {
    case 'place':
    case 'variable':
      return name;
    case 'iterator':
      return `${TEXTS.states.iterator} ${name}`;
    case 'stack':
      return `${TEXTS.states.stack} ${name}`;
    case 'value':
      return name === 'exception' ? TEXTS.states.value.exception : TEXTS.states.value.return;
  }
}

interface CellProps {
  readonly row: CompareRow;
  readonly cell: CompareCell;
  readonly side: 'left' | 'right';
}

function Cell({ row, cell, side }: CellProps) {
  const { text, verdict } = cell;
  if (verdict === null) return <td data-column={side} />;
  const marks = text !== null && row.real !== null && row.kind !== 'place' ? diffReprs(row.real, text).right : [];
  return (
    <td className={verdict === 'same' ? undefined : styles.wrong} data-column={side}>
      <span className={styles.cell}>
        {text === null ? <span className={styles.absent}>{TEXTS.states.absent}</span> : <MarkedText more={moreCharacters} text={text} marks={marks} />}
        <VerdictMark kind={verdict} word={(row.kind === 'place' ? placeVerdictText(verdict, row.real, text) : undefined) ?? TEXTS.verdict[verdict]} />
      </span>
    </td>
  );
}
