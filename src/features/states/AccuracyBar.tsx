import { useStore } from 'zustand';
import { tableOf } from '../../state/prediction-store.ts';
import { TEXTS } from '../../state/texts.ts';
import type { Tracepad } from '../../state/tracepad.ts';
import { percent } from '../../state/wording.ts';
import { accuracyPhrase } from '../../state/view-wording.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { classNames } from '../../ui/class-names.ts';
import styles from './StatePanel.module.css';

interface AccuracyBarProps {
  readonly app: Tracepad;
}

/** How often the model has been right so far, part by part, and the way to where it was not. */
export function AccuracyBar({ app }: AccuracyBarProps) {
  const predictions = useStore(app.predictions);
  const { loaded } = useStore(app.trace);
  const table = tableOf(predictions);
  if (table === null || loaded === null || table.tally.predicted === 0) return null;
  const { predicted, full, controlFlow, variables, iterators } = table.tally;
  const texts = TEXTS.accuracy;
  const parts = [
    [texts.control, controlFlow],
    [texts.variables, variables],
    [texts.iterators, iterators],
  ] as const;
  const first = table.firstDivergence();
  return (
    <div className={styles.accuracy} data-testid="accuracy" data-predicted={predicted} data-full={full}>
      <span title={accuracyPhrase(full, predicted, parts)}>
        <strong className={styles.rate}>{percent(full, predicted)}</strong>
        <span className={styles.wide}>{` ${texts.of} ${predicted.toLocaleString('en')}`}</span> {texts.right}
      </span>
      {first >= 0 && (
        <span className={styles.jumps}>
          <IconButton icon="up" label={TEXTS.steps.previousDivergence} shortcut="[" onClick={() => app.navigation.divergence('back')} data-testid="divergence-previous" />
          <IconButton icon="down" label={TEXTS.steps.nextDivergence} shortcut="]" onClick={() => app.navigation.divergence('forward')} data-testid="divergence-next" />
          <Button look="quiet" className={classNames(styles.first, styles.wide)} data-testid="first-divergence" onClick={() => app.navigation.goToPlace(first)}>
            {TEXTS.states.firstDivergence}
          </Button>
        </span>
      )}
    </div>
  );
}
