import { useStore } from 'zustand';
import { countVerdicts } from '../../state/comparison.ts';
import { offersModel } from '../../state/model-source.ts';
import { MAX_FREE_STEPS } from '../../state/prediction-schedule.ts';
import { outcomeOfState, sameOutcome, type CallOutcome } from '../../scratchpad/direct.ts';
import { forkOf, type PredictionTables, type Predictions, type StepPrediction } from '../../state/prediction-store.ts';
import { isHistory, stepsAt } from '../../state/prediction-task.ts';
import { confidenceOf } from '../../state/prediction-table.ts';
import type { StepPredictionView, StepView } from '../../state/step-view.ts';
import { TEXTS } from '../../state/texts.ts';
import { scratchpadPlacesOf } from '../../state/trace-selectors.ts';
import type { Tracepad } from '../../state/tracepad.ts';
import { count, modelErrorText, notPredictableText, probabilityText } from '../../state/wording.ts';
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
          <span>
            {TEXTS.states.malformed}: reading stopped at token {prediction.at + 1} of {prediction.prediction.tokens.length}, {prediction.message}
          </span>
          <RawTokens prediction={prediction} />
        </div>
      );
    case 'fork-start':
      return (
        <>
          {prediction.fork.kind !== 'true' && <Outcome shown={shown} />}
          <span className={styles.says} data-testid="fork-start">
            <strong>The model's own run starts here</strong>, {TEXTS.fork.startKinds[prediction.fork.kind]}. What it makes of it follows from the next step on.
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

/** What the prediction was made from: the step before it in its strategy's own order. */
function madeFromText(predictions: Predictions, shown: StepView, { from }: StepPrediction): string {
  const { task, mode } = predictions;
  const { steps } = scratchpadPlacesOf(stepsAt(shown.loaded, task.granularity));
  const step = (place: number): string => ((steps[place] ?? 0) + 1).toLocaleString('en');
  if (mode === 'teacher-forced') return isHistory(task.strategy) ? `Predicted after the true states up to step ${step(from)}` : `Predicted from the true state of step ${step(from)}`;
  const fork = forkOf(predictions);
  if (fork === null) return 'Predicted by the model on its own, from the first step on';
  return `Predicted by the model on its own, ${TEXTS.fork.startKinds[fork.kind]} of step ${step(fork.from)}`;
}

function isRightOutput(output: CallOutcome, shown: StepView): boolean {
  return sameOutcome(output, outcomeOfState(shown.real));
}

function Outcome({ shown }: { readonly shown: StepView }) {
  const counts = countVerdicts(shown.groups);
  const wrong = [...counts].filter(([verdict]) => verdict !== 'same');
  if (wrong.length === 0) return <VerdictMark kind="same" word="all the same" />;
  return (
    <span className={styles.outcome}>
      {wrong.map(([verdict, number]) => (
        <VerdictMark key={verdict} kind={verdict} word={`${number} ${TEXTS.verdict[verdict]}`} />
      ))}
    </span>
  );
}

function Certainty({ prediction }: { readonly prediction: StepPrediction }) {
  const confidence = confidenceOf(prediction);
  if (confidence === null) return null;
  return (
    <span title="Geometric mean of the probabilities of the tokens, and the least of them" data-testid="confidence">
      {' · sure to '}
      <strong>{probabilityText(confidence.meanLogProbability)}</strong>
      <span className={styles.detail}> a token, {probabilityText(confidence.minLogProbability)} at worst</span>
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

function whyEnded({ why, last }: Extract<StepPredictionView, { kind: 'run-ended' }>, mode: Predictions['mode']): string {
  if (mode === 'teacher-forced') return `What the model can read at once ends at step ${last + 1}.`;
  switch (why) {
    case 'malformed':
      return `On its own the model got as far as step ${last + 1}: what it wrote there is no state, so there is nothing to go on from.`;
    case 'not-predictable':
      return `On its own the model got as far as step ${last + 1}: its state there cannot be put before it again.`;
    case 'limit':
      return `On its own the model goes on for ${count(MAX_FREE_STEPS, 'step')} at most.`;
    case 'finished':
      return `In the model's own run the program is over after step ${last + 1}.`;
  }
}

const WHY_LEFT_OUT: Record<Extract<StepPredictionView, { kind: 'left-out' }>['why'], string> = {
  direct: 'A direct answer says what the call comes to, and nothing on the way: it stands at the last step.',
  'inside-call': 'A compact history leaves out what calls do inside.',
  'too-near': 'This step is nearer to the first one than one jump.',
};

function whyNone(prediction: StepPredictionView, error: string | null, model: string, mode: Predictions['mode']): string {
  switch (prediction.kind) {
    case 'first-step':
      return 'This is the first state: there is none before it to predict it from.';
    case 'before-fork':
      return `The model's own run starts later, at step ${prediction.from + 1}.`;
    case 'inside-expression':
      return 'Steps inside a lambda or a generator expression count as part of the line that runs them.';
    case 'inside-line':
      return 'The model predicts whole lines; this instruction is inside of one.';
    case 'run-ended':
      return whyEnded(prediction, mode);
    case 'lines-only':
      return `${TEXTS.strategy.linesOnly} Run the program to predict its instructions.`;
    case 'left-out':
      return WHY_LEFT_OUT[prediction.why];
    case 'jumped-over':
      return `The model went from step ${prediction.from + 1} to step ${prediction.to + 1} in one go.`;
    case 'not-predictable':
      return prediction.prediction.outcome.kind === 'not-predictable' ? notPredictableText(prediction.prediction.outcome.why) : '';
    case 'no-model':
      return error ?? '';
    case 'not-recorded':
      return 'The trace was recorded without a prediction of this step.';
    case 'waiting':
      return model === 'ready' ? 'The model is at work on it.' : model === 'loading' ? 'The model is loading.' : model === 'stopped' ? 'The model was not loaded: its menu loads it.' : 'No model is loaded yet.';
    case 'state':
    case 'output':
    case 'malformed':
    case 'fork-start':
      return '';
  }
}
