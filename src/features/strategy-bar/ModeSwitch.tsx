import { useStore } from 'zustand';
import { TEXTS } from '../../state/texts.ts';
import type { Tracepad } from '../../state/tracepad.ts';
import { Segmented } from '../../ui/Segmented.tsx';

interface ModeSwitchProps {
  readonly app: Tracepad;
  readonly disabled?: boolean;
}

/** Whether each prediction starts from the true state or the model goes on from its own. */
export function ModeSwitch({ app, disabled = false }: ModeSwitchProps) {
  const mode = useStore(app.predictions, (predictions) => predictions.mode);
  const texts = TEXTS.states;
  return (
    <Segmented
      label={texts.mode}
      testId="prediction-mode"
      value={mode}
      choices={[
        { value: 'teacher-forced', label: texts.forced, title: texts.forcedHint },
        { value: 'free-running', label: texts.free, title: texts.freeHint },
      ]}
      onChange={(next) => app.models.setMode(next)}
      disabled={disabled}
    />
  );
}
