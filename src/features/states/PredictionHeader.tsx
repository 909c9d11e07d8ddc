import { useStore } from 'zustand';
import type { ComparisonGroup } from '../../state/comparison.ts';
import { offersModel } from '../../state/model-source.ts';
import { outcomeOfState, sameOutcome, type CallOutcome } from '../../scratchpad/direct.ts';
import type { PredictionTables, Predictions, StepPrediction } from '../../state/prediction-store.ts';
import { madeFromText, malformedText, whyNone } from '../../state/prediction-wording.ts';
import { confidenceOf } from '../../state/prediction-table.ts';
import type { StepPredictionView, StepView } from '../../state/step-view.ts';
import { TEXTS } from '../../state/texts.ts';
import type { Tracepad } from '../../state/tracepad.ts';
import { count, modelErrorText, placeVerdictText, probabilityText } from '../../state/wording.ts';
import type { Verdict } from '../../trace/diff.ts';
import { Button } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { VerdictMark } from '../../ui/VerdictMark.tsx';
import { ForkMenu } from './ForkMenu.tsx';
import styles from './StatePanel.module.css';

interface PredictionHeaderProps {
  readonly app: Tracepad;
  readonly shown: StepView;
}

/** Says in words what is compared with what, how it came out and how sure the model was; and leads on from here. */
export function PredictionHeader({ app, shown }: PredictionHeaderProps) {
  const predictions = useStore(app.predictions);
  return (
    <div className={styles.header} data-testid="prediction-header" data-prediction={shown.prediction.kind}>
      <div className={styles.summary}>
        <Summary predictions={predictions} shown={shown} />
      </div>
      <div className={styles.origins}>
        {offersModel(app.modelSources) && <ForkMenu app={app} shown={shown} />}
        {predictions.tables?.recorded != null && <RecordedMark app={app} recorded={predictions.tables.recorded} />}
      </div>
    </div>
  );
}

interface SummaryProps {
  readonly predictions: Predictions;
  readonly shown: StepView;
}

function Summary({ predictions, shown }: SummaryProps) {
  const { prediction } = shown;
  switch (prediction.kind) {
    case 'state':
      return (
        <>
          <Outcome shown={shown} />
          <span className={styles.says}>
            {madeFromText(predictions, shown, prediction.prediction)}
            <Certainty prediction={prediction.prediction} />
          </span>
        </>
      );
    case 'output': {
      const verdict = isRightOutput(prediction.output, shown) ? 'same' : 'wrong-value';
      return (
        <span className={styles.says} data-testid="direct-output">
          {TEXTS.direct.says} <code>{prediction.output.value}</code>
          <VerdictMark kind={verdict} word={TEXTS.verdict[verdict]} />
          <Certainty prediction={prediction.prediction} />
        </span>
      );
    }
    case 'malformed':
      return (
        <div className={styles.malformed}>
          <VerdictMark kind="malformed" word={TEXTS.verdict.malformed} />
          <span>{malformedText(prediction)}</span>
          <RawTokens prediction={prediction} />
        </div>
      );
    case 'fork-start':
      return (
        <>
          {prediction.fork.kind !== 'true' && <Outcome shown={shown} />}
          <span className={styles.says} data-testid="fork-start">
            <strong>{TEXTS.fork.startsHere}</strong>, {TEXTS.fork.startKinds[prediction.fork.kind]}. {TEXTS.fork.follows}
          </span>
        </>
      );
    default:
      return (
        <span className={styles.says}>
          <strong>{TEXTS.states.noPrediction}.</strong> {whyNone(prediction, predictions.model.kind === 'failed' ? modelErrorText(predictions.model.error) : predictions.activity.kind === 'failed' ? modelErrorText(predictions.activity.error) : null, predictions.model.kind, predictions.mode)}
        </span>
      );
  }
}

interface RecordedMarkProps {
  readonly app: Tracepad;
  readonly recorded: NonNullable<PredictionTables['recorded']>;
}

/** Says that nothing on the page made these predictions, and lets the model of the page make them. */
function RecordedMark({ app, recorded }: RecordedMarkProps) {
  const texts = TEXTS.recorded;
  return (
    <span className={styles.recorded} data-testid="recorded-mark">
      <Icon name="record" size={13} />
      <span title={`${texts.hint} ${recorded.digest}`}>
        {texts.mark}: {recorded.model}
        <span className={styles.detail}>
          {' '}
          {recorded.digest.slice(0, 8)}, {recorded.provider === 'elsewhere' ? TEXTS.recorded.elsewhere : TEXTS.model[recorded.provider]}
        </span>
      </span>
      {offersModel(app.modelSources) && (
        <Button look="quiet" className={styles.first} onClick={() => void app.models.goLive()} data-testid="go-live">
          {texts.goLive}
        </Button>
      )}
    </span>
  );
}

function isRightOutput(output: CallOutcome, shown: StepView): boolean {
  return sameOutcome(output, outcomeOfState(shown.real));
}

function Outcome({ shown }: { readonly shown: StepView }) {
  const wrong = wrongWords(shown.groups);
  if (wrong.size === 0) return <VerdictMark kind="same" word={TEXTS.states.allSame} />;
  return (
    <span className={styles.outcome}>
      {[...wrong].map(([word, { verdict, times }]) => (
        <VerdictMark key={word} kind={verdict} word={count(times, word, TEXTS.verdicts[word] ?? word)} />
      ))}
    </span>
  );
}

/** How often each word for what is wrong stands in the table. */
function wrongWords(groups: readonly ComparisonGroup[]): ReadonlyMap<string, { readonly verdict: Verdict; readonly times: number }> {
  const words = new Map<string, { verdict: Verdict; times: number }>();
  const add = (verdict: Verdict | null, word: string | undefined): void => {
    if (verdict === null || verdict === 'same') return;
    const said = word ?? TEXTS.verdict[verdict];
    words.set(said, { verdict, times: (words.get(said)?.times ?? 0) + 1 });
  };
  for (const { placeVerdict, realPlace, predictedPlace, rows } of groups) {
    add(placeVerdict, placeVerdictText(placeVerdict, realPlace, predictedPlace));
    for (const { verdict } of rows) add(verdict, undefined);
  }
  return words;
}

function Certainty({ prediction }: { readonly prediction: StepPrediction }) {
  const confidence = confidenceOf(prediction);
  if (confidence === null) return null;
  const texts = TEXTS.states;
  return (
    <span title={texts.sureHint} data-testid="confidence">
      {` · ${texts.sure} `}
      <strong>{probabilityText(confidence.meanLogProbability)}</strong>
      <span className={styles.detail}>
        {' '}
        {texts.aToken}, {probabilityText(confidence.minLogProbability)} {texts.atWorst}
      </span>
    </span>
  );
}

function RawTokens({ prediction }: { readonly prediction: Extract<StepPredictionView, { kind: 'malformed' }> }) {
  const { at } = prediction;
  const { tokens } = prediction.prediction;
  return (
    <code className={styles.raw} data-testid="malformed-raw">
      {tokens.map((token, index) => (
        <span key={index} className={index === at ? styles.rawAt : index > at ? styles.rawUnread : undefined}>
          {token.text}
        </span>
      ))}
      {at >= tokens.length && <span className={styles.rawAt}> {TEXTS.states.endsHere} </span>}
    </code>
  );
}
