import { useId, useState } from 'react';
import { useStore } from 'zustand';
import { MAX_SEED, MAX_TEMPERATURE } from '../../state/settings-store.ts';
import { TEXTS } from '../../state/texts.ts';
import type { Tracepad } from '../../state/tracepad.ts';
import { Segmented } from '../../ui/Segmented.tsx';
import styles from './ModelBadge.module.css';

/** Whether the model's best token is taken or one is drawn, and how. A change predicts anew. */
export function SamplingFields({ app }: { readonly app: Tracepad }) {
  const { temperature, seed } = useStore(app.settings);
  const change = (settings: { temperature?: number; seed?: number }): void => {
    app.settings.setState(settings);
    app.models.predictAgain();
  };
  return (
    <>
      <div className={styles.setting}>
        <span>{TEXTS.model.tokens}</span>
        <Segmented
          label={TEXTS.model.tokens}
          testId="sampling"
          value={temperature === 0 ? 'greedy' : 'sampled'}
          choices={[
            { value: 'greedy', label: TEXTS.model.greedy, title: TEXTS.model.greedyHint },
            { value: 'sampled', label: TEXTS.model.sampled, title: TEXTS.model.sampledHint },
          ]}
          onChange={(choice) => change({ temperature: choice === 'greedy' ? 0 : 1 })}
        />
      </div>
      {temperature !== 0 && (
        <div className={styles.setting}>
          <NumberField label={TEXTS.model.temperature} testId="temperature" value={temperature} min={0.05} max={MAX_TEMPERATURE} step={0.05} onChange={(value) => change({ temperature: value })} />
          <NumberField label={TEXTS.model.seed} testId="seed" value={seed} min={0} max={MAX_SEED} step={1} onChange={(value) => change({ seed: value })} />
        </div>
      )}
    </>
  );
}

interface NumberFieldProps {
  readonly label: string;
  readonly testId: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly onChange: (value: number) => void;
}

/** Holds what is typed; a number that will do is taken over when the field is left, or on Enter. */
function NumberField({ label, testId, value, min, max, step, onChange }: NumberFieldProps) {
  const id = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const number = typed === null ? value : Number(typed);
  const valid = typed !== '' && Number.isFinite(number) && number >= min && number <= max && (step !== 1 || Number.isInteger(number));
  const take = (): void => {
    if (valid && number !== value) onChange(number);
    setTyped(null);
  };
  return (
    <label className={styles.field} htmlFor={id}>
      {label}
      <input
        id={id}
        data-testid={testId}
        type="number"
        inputMode="decimal"
        min={min}
        max={max}
        step={step}
        value={typed ?? value}
        aria-invalid={!valid}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={take}
        onKeyDown={(event) => {
          if (event.key === 'Enter') take();
        }}
      />
    </label>
  );
}
