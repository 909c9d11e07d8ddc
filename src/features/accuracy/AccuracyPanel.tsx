import { useStore } from 'zustand';
import { coverageOf, type Coverage } from '../../state/prediction-coverage.ts';
import { tableOf } from '../../state/prediction-store.ts';
import type { PredictionTable } from '../../state/prediction-table.ts';
import { stepsAt } from '../../state/prediction-task.ts';
import { scratchpadStepOf } from '../../state/step-view.ts';
import { TEXTS } from '../../state/texts.ts';
import type { Tracepad } from '../../state/tracepad.ts';
import { percent } from '../../state/wording.ts';
import { partsAt, type StatePart } from '../../state/wrong-places.ts';
import { malformedAnswers, notPredictableSteps, outOf } from '../../state/view-wording.ts';
import { Empty, Panel } from '../../ui/Panel.tsx';
import { DirectAnswer } from './DirectAnswer.tsx';
import { DivergenceList } from './DivergenceList.tsx';
import { ErrorStrip } from './ErrorStrip.tsx';
import styles from './AccuracyPanel.module.css';

interface AccuracyPanelProps {
  readonly app: Tracepad;
}

/** How the model did over the whole trace: part by part, where, and what exactly went wrong. */
export function AccuracyPanel({ app }: AccuracyPanelProps) {
  const view = useStore(app.trace);
  const predictions = useStore(app.predictions);
  const { loaded } = view;
  const table = predictions.tables?.loaded === loaded ? tableOf(predictions) : null;
  const texts = TEXTS.accuracyPanel;
  if (loaded === null || table === null || table.tally.predicted + table.tally.notPredictable === 0) {
    return (
      <Panel title={texts.title} testId="accuracy-panel">
        <Empty title={texts.empty}>{texts.emptyHint}</Empty>
      </Panel>
    );
  }
  const { task } = predictions;
  const parts = partsAt(task.granularity);
  const at = scratchpadStepOf(view, predictions);
  return (
    <Panel title={texts.title} testId="accuracy-panel">
      <div className={styles.content}>
        <Summary table={table} coverage={coverageOf(loaded, predictions)} />
        <div className={styles.parts}>
          {parts.map((part) => (
            <PartRow key={part} part={part} table={table} />
          ))}
          <ErrorStrip table={table} parts={parts} revision={predictions.revision} at={at} onGo={app.navigation.goToPlace} />
        </div>
        <DirectAnswer app={app} loaded={loaded} />
        <DivergenceList app={app} steps={stepsAt(loaded, task.granularity)} table={table} at={at} free={predictions.mode === 'free-running'} onGo={app.navigation.goToPlace} />
      </div>
    </Panel>
  );
}

function Summary({ table, coverage }: { readonly table: PredictionTable; readonly coverage: Coverage }) {
  const { predicted, full, malformed, notPredictable } = table.tally;
  const { leftOut, notReached, missing } = coverage;
  const texts = TEXTS.accuracyPanel;
  return (
    <p className={styles.summary} data-testid="accuracy-summary">
      <strong className={styles.big}>{percent(full, predicted)}</strong> {texts.whole} ({outOf(full, predicted)})
      {malformed > 0 && <span>{malformedAnswers(malformed)}</span>}
      {notPredictable > 0 && <span>{notPredictableSteps(notPredictable)}</span>}
      {leftOut > 0 && <span title={texts.leftOutHint}>{leftOut.toLocaleString('en')} {texts.leftOut}</span>}
      {notReached > 0 && <span title={texts.notReachedHint}>{notReached.toLocaleString('en')} {texts.notReached}</span>}
      {missing > 0 && <span>{missing.toLocaleString('en')} {texts.missing}</span>}
    </p>
  );
}

function PartRow({ part, table }: { readonly part: StatePart; readonly table: PredictionTable }) {
  const { predicted, controlFlow, variables, iterators, stack, values, value } = table.tally;
  const right: Record<StatePart, number> = { control: controlFlow, variables, iterators, stack, value };
  const of = part === 'value' ? values : predicted;
  return (
    <div className={styles.part} data-testid={`accuracy-${part}`}>
      <span className={styles.partName}>{TEXTS.accuracyPanel.parts[part]}</span>
      <span className={styles.partRate} title={outOf(right[part], of)}>
        {percent(right[part], of)}
      </span>
    </div>
  );
}
