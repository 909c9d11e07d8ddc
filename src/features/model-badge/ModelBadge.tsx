import { Popover } from '@base-ui/react/popover';
import { useStore } from 'zustand';
import { chosenSource } from '../../state/model-source.ts';
import { sourceName } from '../../state/other-models.ts';
import type { Predictions } from '../../state/prediction-store.ts';
import type { ProviderChoice } from '../../state/settings-store.ts';
import { parametersPhrase } from '../../state/view-wording.ts';
import { TEXTS } from '../../state/texts.ts';
import type { Tracepad } from '../../state/tracepad.ts';
import { megabytes, providerName, seriousRefusals } from '../../state/wording.ts';
import { Button } from '../../ui/Button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Segmented } from '../../ui/Segmented.tsx';
import button from '../../ui/Button.module.css';
import popup from '../../ui/popup.module.css';
import { OtherModelFields } from './OtherModelFields.tsx';
import { ModelDetails } from './ModelDetails.tsx';
import { SamplingFields } from './SamplingFields.tsx';
import styles from './ModelBadge.module.css';

interface ModelBadgeProps {
  readonly app: Tracepad;
}

/** Stands for the model of another make among the choices; no folder of ours has such a name. */
const OTHER = '/other';

/** Which model is at work and where it runs; opened, why there and how it fared, and what can be done about it. */
export function ModelBadge({ app }: ModelBadgeProps) {
  const predictions = useStore(app.predictions);
  const settings = useStore(app.settings);
  const { model } = predictions;
  const source = chosenSource(app.modelSources, settings);
  const other = useStore(app.otherModels.store, (others) => others.source);
  const load = (): void => void app.models.loadModel(app.settings.getState().provider);
  const warning = model.kind === 'ready' ? seriousRefusals(model.info).at(-1) : undefined;
  const failed = model.kind === 'failed';

  return (
    <Popover.Root>
      <Popover.Trigger
        className={classNames(button.button, button.quiet, styles.trigger, failed && styles.failed, warning && styles.warned)}
        data-testid="model-badge"
        data-model={model.kind}
        data-provider={model.kind === 'ready' ? model.info.provider : undefined}
        data-rung={model.kind === 'ready' ? model.info.rung : undefined}
        data-warning={warning?.reason}
      >
        <Icon name={failed || warning ? 'damaged' : 'chip'} />
        <BadgeText predictions={predictions} />
      </Popover.Trigger>
      <span className="visually-hidden" role="status">
        {warning?.message}
      </span>
      <Popover.Portal>
        <Popover.Positioner className={popup.positioner} sideOffset={6} align="end" collisionPadding={12}>
          <Popover.Popup className={classNames(popup.popup, styles.popup)}>
            <Popover.Title className={styles.title}>{TEXTS.model.title}</Popover.Title>
            <Popover.Description render={<div className={styles.text} />}>
              <ModelDetails bytes={other === null ? source.bytes : null} predictions={predictions} />
            </Popover.Description>
            <div className={styles.actions}>
              {model.kind === 'loading' && (
                <Button onClick={() => app.models.stopLoading()} data-testid="model-stop">
                  {TEXTS.model.stop}
                </Button>
              )}
              {(model.kind === 'none' || model.kind === 'stopped') && (
                <Button onClick={load} data-testid="model-load">
                  {model.kind === 'stopped' && model.why === 'cancelled' ? TEXTS.model.goOn : TEXTS.model.load}
                  {other === null && ` (${megabytes(source.bytes)})`}
                </Button>
              )}
              {(failed || predictions.activity.kind === 'failed') && (
                <Button onClick={load} data-testid="model-retry">
                  {TEXTS.model.retry}
                </Button>
              )}
              {other?.kind !== 'folder' && (model.kind === 'ready' || failed || (model.kind === 'stopped' && model.why === 'cancelled')) && (
                <Button look="quiet" onClick={() => void app.models.deleteModel()} data-testid="model-delete" title={TEXTS.model.deleteHint}>
                  {TEXTS.model.delete}
                </Button>
              )}
            </div>
            {(app.modelSources.length > 1 || other !== null) && (
              <div className={styles.setting}>
                <span>{TEXTS.model.which}</span>
                <Segmented
                  label={TEXTS.model.which}
                  testId="model-choice"
                  value={other === null ? source.id : OTHER}
                  choices={[
                    ...app.modelSources.map(({ id, name, parameters, bytes }) => ({ value: id, label: `${name} · ${megabytes(bytes)}`, title: parametersPhrase(parameters) })),
                    ...(other === null ? [] : [{ value: OTHER, label: sourceName(other).split('/').filter((part) => part !== '').at(-1) ?? TEXTS.otherModel.title, title: sourceName(other) }]),
                  ]}
                  onChange={(id) => {
                    app.otherModels.leave();
                    app.settings.setState({ model: id });
                    load();
                  }}
                  disabled={model.kind === 'loading'}
                />
              </div>
            )}
            <div className={styles.setting}>
              <span>{TEXTS.model.where}</span>
              <Segmented<ProviderChoice>
                label={TEXTS.model.where}
                testId="provider"
                value={settings.provider}
                choices={[
                  { value: 'auto', label: TEXTS.model.auto },
                  { value: 'webgpu', label: TEXTS.model.webgpu },
                  { value: 'wasm', label: TEXTS.model.wasm },
                ]}
                onChange={(choice) => {
                  app.settings.setState({ provider: choice });
                  load();
                }}
                disabled={model.kind === 'loading'}
              />
            </div>
            <SamplingFields app={app} />
            <OtherModelFields app={app} />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

function BadgeText({ predictions }: { readonly predictions: Predictions }) {
  const { model, activity } = predictions;
  switch (model.kind) {
    case 'none':
      return <span className={`${styles.label} ${styles.none}`}>{TEXTS.model.none}</span>;
    case 'stopped':
      return <span className={styles.label}>{TEXTS.model.stopped}</span>;
    case 'loading': {
      const { progress } = model;
      const part = progress === null || progress.totalBytes === 0 ? null : progress.loadedBytes / progress.totalBytes;
      return (
        <span className={styles.label}>
          {part !== null && part >= 1 ? TEXTS.model.starting : TEXTS.model.loading}
          {part !== null && part < 1 && ` ${Math.floor(part * 100)} %`}
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
