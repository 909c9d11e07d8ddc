import { useStore } from 'zustand';
import { outcomeOfState, type CallOutcome } from '../../scratchpad/direct.ts';
import { answersDirectly } from '../../state/prediction-task.ts';
import type { Predictions } from '../../state/prediction-store.ts';
import { confidenceOf } from '../../state/prediction-table.ts';
import { actInQuiz, questionOf } from '../../state/quiz-store.ts';
import { TEXTS } from '../../state/texts.ts';
import { printedStep, scratchpadPlacesOf } from '../../state/trace-selectors.ts';
import type { LoadedTrace } from '../../state/trace-store.ts';
import type { Tracepad } from '../../state/tracepad.ts';
import { probabilityText } from '../../state/wording.ts';
import { aToken, moreCharacters } from '../../state/view-wording.ts';
import { diffReprs } from '../../trace/repr-diff.ts';
import { Button } from '../../ui/Button.tsx';
import { Covered } from '../../ui/Covered.tsx';
import { MarkedText } from '../../ui/MarkedText.tsx';
import { VerdictMark } from '../../ui/VerdictMark.tsx';
import styles from './AccuracyPanel.module.css';

const texts = TEXTS.direct;

interface DirectAnswerProps {
  readonly app: Tracepad;
  readonly loaded: LoadedTrace;
}

/** The model's answer to the whole call in one go, beside what it really comes to. */
export function DirectAnswer({ app, loaded }: DirectAnswerProps) {
  const predictions = useStore(app.predictions);
  const asked = useStore(app.quiz, (quiz) => questionOf(quiz, loaded) !== null);
  const { steps: lineSteps } = scratchpadPlacesOf(loaded.lines);
  const last = lineSteps[lineSteps.length - 1];
  const isCall = loaded.program.call.trim() !== '';
  const truth = !isCall || last === undefined ? null : outcomeOfState(printedStep(loaded.lines, last));
  return (
    <section className={styles.direct} aria-label={texts.title} data-testid="direct-answer" data-direct={predictions.direct.kind}>
      <h3>
        {texts.title} <span>{texts.intro}</span>
      </h3>
      {asked ? (
        <div className={styles.noCall}>
          <Covered way={TEXTS.quiz.stop} onUncover={() => actInQuiz(app.quiz, loaded, { kind: 'stop' })}>
            {TEXTS.quiz.covered}
          </Covered>
        </div>
      ) : isCall ? (
        <>
          <span>{texts.truth}</span>
          <span>{truth === null ? texts.unfinished : <Outcome outcome={truth} other={null} />}</span>
          <span>{texts.model}</span>
          <span className={styles.answer}>
            <Answer app={app} predictions={predictions} truth={truth} />
          </span>
        </>
      ) : (
        <p className={styles.noCall}>{texts.noCall}</p>
      )}
    </section>
  );
}

interface AnswerProps {
  readonly app: Tracepad;
  readonly predictions: Predictions;
  /** Null where the run did not come to its end. */
  readonly truth: CallOutcome | null;
}

function Answer({ app, predictions, truth }: AnswerProps) {
  const { model, tables, direct } = predictions;
  if (tables !== null && tables.recorded !== null) return texts.recorded;
  if (model.kind !== 'ready') return texts.noModel;
  if (!answersDirectly(model.info)) return `${model.info.name} ${texts.notTrained}`;
  if (direct.kind === 'asked') return texts.waiting;
  if (direct.kind === 'none') {
    return (
      <Button onClick={() => app.models.askDirectly()} data-testid="direct-ask">
        {texts.ask}
      </Button>
    );
  }
  const { outcome } = direct.prediction;
  const confidence = confidenceOf(direct.prediction);
  const sure = confidence === null ? null : <span>{aToken(probabilityText(confidence.meanLogProbability))}</span>;
  switch (outcome.kind) {
    case 'output':
      return (
        <>
          <Outcome outcome={outcome.output} other={truth} />
          {truth !== null && <VerdictMark kind={isSame(outcome.output, truth) ? 'same' : 'wrong-value'} word={TEXTS.verdict[isSame(outcome.output, truth) ? 'same' : 'wrong-value']} />}
          {sure}
        </>
      );
    case 'malformed':
      return (
        <>
          <code>{direct.prediction.tokens.map(({ text }) => text).join('')}</code>
          <VerdictMark kind="malformed" word={TEXTS.verdict.malformed} />
        </>
      );
    case 'state':
    case 'not-predictable':
      return texts.notPredictable;
  }
}

function isSame(left: CallOutcome, right: CallOutcome): boolean {
  return left.kind === right.kind && left.value === right.value;
}

interface OutcomeProps {
  readonly outcome: CallOutcome;
  /** What is marked is what differs from it. */
  readonly other: CallOutcome | null;
}

function Outcome({ outcome, other }: OutcomeProps) {
  return (
    <span>
      {outcome.kind === 'exception' ? TEXTS.states.value.exception : TEXTS.states.value.return} <MarkedText more={moreCharacters} text={outcome.value} marks={other === null ? [] : diffReprs(other.value, outcome.value).right} />
    </span>
  );
}
