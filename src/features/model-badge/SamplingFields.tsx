import { useStore } from 'zustand';
import { MAX_SEED, MAX_TEMPERATURE } from '../../state/settings-store.ts';
import { TEXTS } from '../../state/texts.ts';
import type { Tracepad } from '../../state/tracepad.ts';
import { NumberField } from '../../ui/NumberField.tsx';
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
          <NumberField className={styles.field} label={TEXTS.model.temperature} testId="temperature" value={temperature} min={0.05} max={MAX_TEMPERATURE} step={0.05} onChange={(value) => change({ temperature: value })} />
          <NumberField className={styles.field} label={TEXTS.model.seed} testId="seed" value={seed} min={0} max={MAX_SEED} step={1} onChange={(value) => change({ seed: value })} />
        </div>
      )}
    </>
  );
}
