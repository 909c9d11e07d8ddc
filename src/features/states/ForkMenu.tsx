import { useState } from 'react';
import { Menu } from '@base-ui/react/menu';
import { useStore } from 'zustand';
import { forkOf } from '../../state/prediction-store.ts';
import { trueState } from '../../state/prediction-task.ts';
import { scratchpadStepOf, type StepView } from '../../state/step-view.ts';
import { TEXTS } from '../../state/texts.ts';
import type { Tracepad } from '../../state/tracepad.ts';
import { classNames } from '../../ui/class-names.ts';
import { Icon } from '../../ui/Icon.tsx';
import button from '../../ui/Button.module.css';
import popup from '../../ui/popup.module.css';
import { EditStateDialog } from './EditStateDialog.tsx';
import styles from './ForkMenu.module.css';

interface ForkMenuProps {
  readonly app: Tracepad;
  readonly shown: StepView;
}

/** Lets the model go on by itself from the step that is on the page, from a state of the person's choice. */
export function ForkMenu({ app, shown }: ForkMenuProps) {
  const view = useStore(app.trace);
  const predictions = useStore(app.predictions);
  const fork = predictions.mode === 'free-running' ? forkOf(predictions) : null;
  const { strategy, granularity } = predictions.task;
  const [editing, setEditing] = useState(false);
  const from = strategy === 'direct' ? -1 : scratchpadStepOf(view, predictions);
  const real = granularity === 'line' || from < 0 ? shown.real : trueState(shown.loaded, granularity, from);
  const last = from >= 0 && shown.step >= shown.steps.count - 1;
  const predicted = shown.prediction.kind === 'state' ? shown.prediction.state : shown.prediction.kind === 'fork-start' ? shown.prediction.fork.start : null;
  const texts = TEXTS.fork;
  return (
    <>
      <Menu.Root>
        <Menu.Trigger className={classNames(button.button, button.quiet, styles.trigger)} disabled={from < 0 || last} data-testid="fork-menu">
          <Icon name="fork" />
          {texts.menu}
        </Menu.Trigger>
        <Menu.Portal>
          <Menu.Positioner className={popup.positioner} sideOffset={4} align="end" collisionPadding={12}>
            <Menu.Popup className={classNames(popup.popup, styles.menu)}>
              <Item label={texts.fromTrue} hint={texts.fromTrueHint} testId="fork-true" onClick={() => app.models.fork({ from, granularity, kind: 'true', start: real })} />
              <Item
                label={texts.fromPredicted}
                hint={predicted === null ? texts.nothingPredicted : texts.fromPredictedHint}
                disabled={predicted === null}
                testId="fork-predicted"
                onClick={() => {
                  if (predicted !== null) app.models.fork({ from, granularity, kind: 'predicted', start: predicted });
                }}
              />
              <Item label={texts.fromEdited} hint={texts.fromEditedHint} testId="fork-edited" onClick={() => setEditing(true)} />
              {fork !== null && <Item label={texts.fromFirst} hint={texts.fromFirstHint} testId="fork-none" onClick={() => app.models.fork(null)} />}
            </Menu.Popup>
          </Menu.Positioner>
        </Menu.Portal>
      </Menu.Root>
      {editing && (
        <EditStateDialog
          real={real}
          predicted={predicted}
          step={shown.step}
          onClose={() => setEditing(false)}
          onFork={(start) => {
            setEditing(false);
            app.models.fork({ from, granularity, kind: 'edited', start });
          }}
        />
      )}
    </>
  );
}

interface ItemProps {
  readonly label: string;
  readonly hint: string;
  readonly testId: string;
  readonly disabled?: boolean;
  readonly onClick: () => void;
}

function Item({ label, hint, testId, disabled = false, onClick }: ItemProps) {
  return (
    <Menu.Item className={styles.item} label={label} disabled={disabled} onClick={onClick} data-testid={testId}>
      <span className={styles.label}>{label}</span>
      <span className={styles.hint}>{hint}</span>
    </Menu.Item>
  );
}
