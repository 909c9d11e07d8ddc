import type { LoadProgress, Predictions } from '../../state/prediction-store.ts';
import { TEXTS } from '../../state/texts.ts';
import { measuredTexts } from '../../state/measured.ts';
import { megabytes, modelErrorText, modelNote, placeText, seriousRefusals } from '../../state/wording.ts';
import styles from './ModelBadge.module.css';

interface ModelDetailsProps {
  /** What is downloaded of it; null: not known before. */
  readonly bytes: number | null;
  readonly predictions: Predictions;
}

/** What there is to say of the model, in sentences. */
export function ModelDetails({ bytes, predictions }: ModelDetailsProps) {
  const { model, activity } = predictions;
  switch (model.kind) {
    case 'none':
      return (
        <p>
          {TEXTS.model.whenLoaded}
          {bytes !== null && ` (${megabytes(bytes)})`}.
        </p>
      );
    case 'stopped':
      return model.why === 'deleted' ? (
        <p>{TEXTS.model.deleted}</p>
      ) : (
        <p>
          {TEXTS.model.loadingStopped} {model.progress !== null && `${bytesOf(model.progress)} ${TEXTS.model.kept}`}
        </p>
      );
    case 'loading':
      return (
        <>
          <p>
            {TEXTS.model.loading}: {model.progress !== null ? bytesOf(model.progress) : bytes !== null && megabytes(bytes)}
          </p>
          <progress className={styles.progress} aria-label={TEXTS.model.loading} max={model.progress?.totalBytes ?? 1} value={model.progress?.loadedBytes ?? 0} />
        </>
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
    case 'ready': {
      const { info } = model;
      const serious = seriousRefusals(info);
      const shown = new Set(serious.map((refusal) => refusal.message));
      return (
        <>
          {serious.map((refusal) => (
            <p key={refusal.rung} className={styles.warning} data-testid="model-warning" data-reason={refusal.reason} data-rung={refusal.rung}>
              {refusal.message}
            </p>
          ))}
          <p>
            {placeText(info)}
            {info.providerNote !== null && !shown.has(info.providerNote) && ` ${info.providerNote}`}
          </p>
          <p>{modelNote(info)}</p>
          {measuredTexts(info, predictions.task).map((text) => (
            <p key={text} className={styles.detail} data-testid="model-measured">
              {text}
            </p>
          ))}
          {info.template !== undefined && (
            <p data-testid="model-template">
              {TEXTS.otherModel.byTemplate} “{info.template}”.
            </p>
          )}
          {activity.kind === 'failed' && (
            <p className={styles.bad}>
              {modelErrorText(activity.error)} {activity.error.message}
            </p>
          )}
          <p className={styles.detail}>{info.template === undefined ? TEXTS.model.checksum : TEXTS.model.checksumOfFiles}: {info.digest.slice(0, 16)}…</p>
        </>
      );
    }
  }
}

function bytesOf({ loadedBytes, totalBytes }: LoadProgress): string {
  return `${megabytes(loadedBytes)} ${TEXTS.steps.of} ${megabytes(totalBytes)}`;
}
