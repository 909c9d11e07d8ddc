import type { MouseEvent } from 'react';
import { Toggle } from '@base-ui/react/toggle';
import { ToggleGroup } from '@base-ui/react/toggle-group';
import styles from './Segmented.module.css';

interface Choice<Value extends string> {
  readonly value: Value;
  readonly label: string;
  /** Said on hover. */
  readonly title?: string;
  readonly disabled?: boolean;
}

interface SegmentedProps<Value extends string> {
  /** What is chosen, for people who cannot see the group. */
  readonly label: string;
  readonly value: Value;
  readonly choices: readonly Choice<Value>[];
  readonly onChange: (value: Value) => void;
  readonly disabled?: boolean;
  readonly testId?: string;
}

/** A press of the mouse leaves the focus where it is, so that the arrow keys go on stepping. */
function keepFocus(event: MouseEvent): void {
  event.preventDefault();
}

/** One choice of a few that are all in sight; always exactly one is pressed. */
export function Segmented<Value extends string>({ label, value, choices, onChange, disabled = false, testId }: SegmentedProps<Value>) {
  return (
    <ToggleGroup
      className={styles.group}
      aria-label={label}
      data-testid={testId}
      disabled={disabled}
      value={[value]}
      onValueChange={(pressed) => {
        const chosen = choices.find((choice) => pressed.includes(choice.value));
        if (chosen !== undefined && chosen.value !== value) onChange(chosen.value);
      }}
    >
      {choices.map((choice) => (
        <Toggle key={choice.value} value={choice.value} className={styles.item} title={choice.title} disabled={choice.disabled ?? false} onMouseDown={keepFocus}>
          {choice.label}
        </Toggle>
      ))}
    </ToggleGroup>
  );
}
