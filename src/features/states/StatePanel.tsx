import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { tableOf } from '../../state/prediction-store.ts';
import { isBusy } from '../../state/run-store.ts';
import { stepViewOf } from '../../state/step-view.ts';
import { TEXTS } from '../../state/texts.ts';
import type { Tracepad } from '../../state/tracepad.ts';
import { Empty, Panel } from '../../ui/Panel.tsx';
import { AccuracyBar } from './AccuracyBar.tsx';
import { PredictionHeader } from './PredictionHeader.tsx';
import { StateTable } from './StateTable.tsx';
import styles from './StatePanel.module.css';

interface StatePanelProps {
  readonly app: Tracepad;
  /** Where no bar beside it says how the model predicts: the switch between its modes. */
  readonly mode?: ReactNode;
  /** False: there is no prediction and can be none, so that the true state stands alone. */
  readonly withPredictions?: boolean;
}

/** The true state of the step beside what the model predicted for it. */
export function StatePanel({ app, mode, withPredictions = true }: StatePanelProps) {
  const view = useStore(app.trace);
  const predictions = useStore(app.predictions);
  const run = useStore(app.run);
  const shown = stepViewOf(view, predictions);
  // Without a model there is nothing to set beside the true state, at no step.
  const sideBySide = withPredictions && !(predictions.model.kind === 'failed' && (tableOf(predictions)?.tally.predicted ?? 0) === 0);
  const texts = TEXTS.states;
  return (
    <Panel
      title={texts.title}
      testId="state-panel"
      note={shown === null ? undefined : <AccuracyBar app={app} />}
      actions={mode}
      wraps={mode !== undefined}
    >
      {shown === null ? (
        <Empty title={isBusy(run) ? TEXTS.bar.running : texts.empty}>{isBusy(run) ? texts.runningHint : texts.emptyHint}</Empty>
      ) : (
        <div className={styles.states}>
          {withPredictions && <PredictionHeader app={app} shown={shown} />}
          <StateTable withPredictions={sideBySide} shown={shown} freeRunning={predictions.mode === 'free-running'} onVariable={app.navigation.variable} selection={app.selection} />
        </div>
      )}
    </Panel>
  );
}
