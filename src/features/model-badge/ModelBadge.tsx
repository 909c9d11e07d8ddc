import { Popover } from '@base-ui/react/popover';
import { useStore } from 'zustand';
import type { ModelState, Predictions } from '../../state/prediction-store.ts';
import type { ProviderChoice } from '../../state/settings-store.ts';
import { TEXTS } from '../../state/texts.ts';
import type { Tracepad } from '../../state/tracepad.ts';
import { megabytes, modelErrorText, modelNote } from '../../state/wording.ts';
import { Button } from '../../ui/Button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Segmented } from '../../ui/Segmented.tsx';
import button from '../../ui/Button.module.css';
import popup from '../../ui/popup.module.css';
import styles from './ModelBadge.module.css';

interface ModelBadgeProps {
  readonly app: Tracepad;
}

/** Which model is at work and where it runs; opened, why there and how it fared. */
export function ModelBadge({ app }: ModelBadgeProps) {
  const predictions = useStore(app.predictions);
  const provider = useStore(app.settings, (settings) => settings.provider);
  const { model } = predictions;

  const choose = (choice: ProviderChoice): void => {
    app.settings.setState({ provider: choice });
    void app.models.loadModel(choice);
  };

  return (
    <Popover.Root>
      <Popover.Trigger className={classNames(button.button, button.quiet, styles.trigger, model.kind === 'failed' && styles.failed)} data-testid="model-badge" data-model={model.kind} data-provider={model.kind === 'ready' ? model.info.provider : undefined}>
        <Icon name={model.kind === 'failed' ? 'damaged' : 'chip'} />
        <BadgeText predictions={predictions} />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner className={popup.positioner} sideOffset={6} align="end" collisionPadding={12}>
          <Popover.Popup className={classNames(popup.popup, styles.popup)}>
            <Popover.Title className={styles.title}>{TEXTS.model.title}</Popover.Title>
            <Popover.Description render={<div className={styles.text} />}>
              <Details model={model} predictions={predictions} />
            </Popover.Description>
            <div className={styles.choice}>
              <Segmented
                label="Where the model runs"
                testId="provider"
                value={provider}
                choices={[
                  { value: 'auto', label: 'Best here' },
                  { value: 'webgpu', label: TEXTS.model.webgpu },
                  { value: 'wasm', label: TEXTS.model.wasm },
                ]}
                onChange={choose}
                disabled={model.kind === 'loading'}
              />
              {(model.kind === 'failed' || predictions.activity.kind === 'failed') && (
                <Button onClick={() => void app.models.loadModel(provider)} data-testid="model-retry">
                  {TEXTS.model.retry}
                </Button>
              )}
            </div>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

function providerName(provider: 'webgpu' | 'wasm'): string {
  return provider === 'webgpu' ? TEXTS.model.webgpu : TEXTS.model.wasm;
}

function BadgeText({ predictions }: { readonly predictions: Predictions }) {
  const { model, activity } = predictions;
  switch (model.kind) {
    case 'none':
      return <span className={`${styles.label} ${styles.none}`}>{TEXTS.model.none}</span>;
    case 'loading': {
      const { progress } = model;
      const part = progress === null || progress.totalBytes === 0 ? null : progress.loadedBytes / progress.totalBytes;
      return (
        <span className={styles.label}>
          {TEXTS.model.loading}
          {part !== null && ` ${Math.round(part * 100)} %`}
        </span>
      );
    }
    case 'failed':
      return <span className={styles.label}>{TEXTS.model.failed}</span>;
    case 'ready':
      return (
        <>
          <span className={styles.label}>
            <span className={styles.model}>{model.info.name} </span>
            <span className={styles.provider}>{providerName(model.info.provider)}</span>
          </span>
          {activity.kind === 'predicting' && <span className={styles.working} role="img" aria-label={TEXTS.model.predicting} />}
        </>
      );
  }
}

function Details({ model, predictions }: { readonly model: ModelState; readonly predictions: Predictions }) {
  switch (model.kind) {
    case 'none':
      return <p>The model is loaded when there is a first trace for it to predict.</p>;
    case 'loading':
      return (
        <p>
          {TEXTS.model.loading}
          {model.progress !== null && `: ${megabytes(model.progress.loadedBytes)} of ${megabytes(model.progress.totalBytes)}`}
        </p>
      );
    case 'failed':
      return (
        <>
          <p data-testid="model-error" data-failure={model.error.failure}>
            {modelErrorText(model.error)}
          </p>
          <p className={styles.detail}>{model.error.message}</p>
        </>
      );
    case 'ready':
      return (
        <>
          <p>
            Runs on {providerName(model.info.provider)}.{model.info.providerNote !== null && ` ${model.info.providerNote}`}
          </p>
          <p>{modelNote(model.info)}</p>
          {predictions.activity.kind === 'failed' && (
            <p className={styles.bad}>
              {modelErrorText(predictions.activity.error)} {predictions.activity.error.message}
            </p>
          )}
          <p className={styles.detail}>Checksum of its manifest: {model.info.digest.slice(0, 16)}…</p>
        </>
      );
  }
}
