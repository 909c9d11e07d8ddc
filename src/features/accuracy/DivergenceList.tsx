import { useRef, type KeyboardEvent } from 'react';
import type { StepList } from '../../trace/line-steps.ts';
import { ErrorOrigin, isDivergence, StepVerdict, type PredictionTable } from '../../state/prediction-table.ts';
import { TEXTS } from '../../state/texts.ts';
import { placeOf, scratchpadPlacesOf } from '../../state/trace-selectors.ts';
import type { Tracepad } from '../../state/tracepad.ts';
import { wrongPlacesText } from '../../state/wording.ts';
import { isStep, linePhrase, notListedSteps } from '../../state/view-wording.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { Icon } from '../../ui/Icon.tsx';
import styles from './AccuracyPanel.module.css';

/** Rows of the list; a run that goes wrong early is wrong ever after, and nobody reads that to the end. */
const MAX_ROWS = 300;

interface DivergenceListProps {
  readonly app: Tracepad;
  /** What `table` is about. */
  readonly steps: StepList;
  readonly table: PredictionTable;
  /** Scratchpad step that the page stands at. */
  readonly at: number;
  readonly free: boolean;
  readonly onGo: (step: number) => void;
}

/** Every step where the model left the truth, with what it got wrong. */
export function DivergenceList({ app, steps: list, table, at, free, onGo }: DivergenceListProps) {
  const listElement = useRef<HTMLUListElement>(null);
  const steps: number[] = [];
  let total = 0;
  for (let step = 1; step < table.verdicts.length; step += 1) {
    if (!isDivergence(table.verdicts[step] ?? 0)) continue;
    total += 1;
    if (steps.length < MAX_ROWS) steps.push(step);
  }
  const texts = TEXTS.accuracyPanel;
  const first = steps[0];
  const { steps: stepOf } = scratchpadPlacesOf(list);
  const stop = steps.includes(at) ? at : first;

  const onKeyDown = (event: KeyboardEvent): void => {
    const move = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const rows = [...(listElement.current?.querySelectorAll<HTMLElement>('button') ?? [])];
    const next = rows[rows.findIndex((row) => row === document.activeElement) + move];
    if (move === 0 || next === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    next.focus();
    next.click();
  };

  return (
    <section className={styles.divergences} aria-label={texts.divergences}>
      <header className={styles.listHead}>
        <h3>
          {texts.divergences} <span>{total.toLocaleString('en')}</span>
        </h3>
        {first !== undefined && (
          <>
            <Button look="quiet" className={styles.first} onClick={() => onGo(first)} data-testid="accuracy-first">
              {isStep(TEXTS.states.firstDivergence, (stepOf[first] ?? 0) + 1)}
            </Button>
            <IconButton icon="up" label={TEXTS.steps.previousDivergence} shortcut="[" onClick={() => app.navigation.divergence('back')} />
            <IconButton icon="down" label={TEXTS.steps.nextDivergence} shortcut="]" onClick={() => app.navigation.divergence('forward')} />
          </>
        )}
      </header>
      {total === 0 ? (
        <p className={styles.none}>{texts.noDivergence}</p>
      ) : (
        <ul ref={listElement} className={styles.list} onKeyDown={onKeyDown} data-testid="divergence-list">
          {steps.map((step) => {
            const stepShown = stepOf[step] ?? 0;
            const { line, functionName } = placeOf(list, stepShown);
            const malformed = table.verdicts[step] === StepVerdict.MALFORMED;
            const inherited = table.origins[step] === ErrorOrigin.INHERITED;
            return (
              <li key={step}>
                <button type="button" className={classNames(styles.row, step === at && styles.rowAt)} aria-current={step === at ? 'step' : undefined} tabIndex={step === stop ? 0 : -1} onClick={() => onGo(step)} data-step={stepShown + 1}>
                  <span className={styles.rowStep}>{(stepShown + 1).toLocaleString('en')}</span>
                  <span className={styles.rowPlace}>
                    {functionName} <span>{linePhrase(line)}</span>
                  </span>
                  <span className={styles.rowWhat}>{malformed ? TEXTS.verdict.malformed : wrongPlacesText(table.wrongAt(step))}</span>
                  {free && (
                    <span className={styles.rowOrigin}>
                      {inherited && <Icon name="inherited" size={12} />}
                      {inherited ? TEXTS.states.inherited : TEXTS.states.madeHere}
                    </span>
                  )}
                </button>
              </li>
            );
          })}
        </ul>
      )}
      {total > steps.length && <p className={styles.none}>{notListedSteps(total - steps.length)}</p>}
    </section>
  );
}
