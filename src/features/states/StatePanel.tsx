import { useStore } from 'zustand';
import { stepViewOf } from '../../state/step-view.ts';
import { TEXTS } from '../../state/texts.ts';
import type { Tracepad } from '../../state/tracepad.ts';
import { Empty, Panel } from '../../ui/Panel.tsx';
import { Segmented } from '../../ui/Segmented.tsx';
import { AccuracyBar } from './AccuracyBar.tsx';
import { PredictionHeader } from './PredictionHeader.tsx';
import { StateTable } from './StateTable.tsx';
import styles from './StatePanel.module.css';

interface StatePanelProps {
  readonly app: Tracepad;
}

/** The true state of the step beside what the model predicted for it. */
export function StatePanel({ app }: StatePanelProps) {
  const view = useStore(app.trace);
  const predictions = useStore(app.predictions);
  const shown = stepViewOf(view, predictions);
  const texts = TEXTS.states;
  return (
    <Panel
      title={texts.title}
      testId="state-panel"
      note={shown === null ? undefined : <AccuracyBar app={app} />}
      actions={
        <Segmented
          label={texts.mode}
          testId="prediction-mode"
          value={predictions.mode}
          choices={[
            { value: 'teacher-forced', label: texts.forced, title: texts.forcedHint },
            { value: 'free-running', label: texts.free, title: texts.freeHint },
          ]}
          onChange={(mode) => app.models.setMode(mode)}
        />
      }
    >
      {shown === null ? (
        <Empty title={texts.empty}>{texts.emptyHint}</Empty>
      ) : (
        <div className={styles.states}>
          <PredictionHeader app={app} shown={shown} />
          <StateTable shown={shown} freeRunning={predictions.mode === 'free-running'} onVariable={app.navigation.variable} selection={app.selection} />
        </div>
      )}
    </Panel>
  );
}
