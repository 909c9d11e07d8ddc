import { useEffect, useRef, useState } from 'react';
import { TEXTS } from '../../state/texts.ts';
import type { StepRange } from '../../state/trace-store.ts';
import { FOCUS_TRACE_EVENT, GO_TO_STEP_EVENT } from '../../ui/events.ts';
import styles from './StepBar.module.css';

interface StepCounterProps {
  /** From 0. */
  readonly step: number;
  readonly count: number;
  /** Where only a part of the steps is to be seen. */
  readonly range: StepRange | null;
  readonly onGo: (step: number) => void;
}

/** "Step n of m", where n can be typed over; the `g` key puts the cursor there. */
export function StepCounter({ step, count, range, onGo }: StepCounterProps) {
  const input = useRef<HTMLInputElement>(null);
  const [draft, setDraft] = useState<string | null>(null);

  useEffect(() => {
    const focus = (): void => {
      input.current?.focus();
      input.current?.select();
    };
    window.addEventListener(GO_TO_STEP_EVENT, focus);
    return () => window.removeEventListener(GO_TO_STEP_EVENT, focus);
  }, []);

  const go = (): void => {
    const wanted = Number(draft);
    if (draft !== null && draft.trim() !== '' && Number.isFinite(wanted)) onGo(Math.round(wanted) - 1);
    setDraft(null);
  };

  if (count === 0) return <span className={styles.counter} data-testid="step-counter" />;
  return (
    <form
      className={styles.counter}
      data-testid="step-counter"
      data-step={step + 1}
      data-count={count}
      onSubmit={(event) => {
        event.preventDefault();
        go();
        window.dispatchEvent(new Event(FOCUS_TRACE_EVENT));
      }}
    >
      <label>
        <span className="visually-hidden">{TEXTS.steps.goTo}</span>
        <span aria-hidden="true">{TEXTS.steps.slider} </span>
        <input
          ref={input}
          className={styles.number}
          inputMode="numeric"
          style={{ width: `${Math.max(2, String(count).length) + 1.6}ch` }}
          value={draft ?? String(step + 1)}
          onFocus={(event) => event.target.select()}
          onChange={(event) => setDraft(event.target.value)}
          onBlur={go}
          onKeyDown={(event) => {
            if (event.key === 'Escape') {
              setDraft(null);
              window.dispatchEvent(new Event(FOCUS_TRACE_EVENT));
            }
          }}
        />
      </label>
      <span className={styles.of}> {TEXTS.steps.of} {range === null ? count.toLocaleString('en') : `${(range.first + 1).toLocaleString('en')}–${(range.last + 1).toLocaleString('en')}`}</span>
    </form>
  );
}
