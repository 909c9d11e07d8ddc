import { useId, useState } from 'react';
import field from './field.module.css';

interface NumberFieldProps {
  readonly label: string;
  readonly testId: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  /** 1: whole numbers alone. */
  readonly step: number;
  readonly className?: string | undefined;
  readonly title?: string | undefined;
  readonly onChange: (value: number) => void;
}

/** Holds what is typed; a number that will do is taken over when the field is left, or on Enter. */
export function NumberField({ label, testId, value, min, max, step, className, title, onChange }: NumberFieldProps) {
  const id = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const number = typed === null ? value : Number(typed);
  const valid = typed !== '' && Number.isFinite(number) && number >= min && number <= max && (step !== 1 || Number.isInteger(number));
  const take = (): void => {
    if (valid && number !== value) onChange(number);
    setTyped(null);
  };
  return (
    <label className={className} htmlFor={id} title={title}>
      {label}
      <input
        id={id}
        className={field.field}
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
