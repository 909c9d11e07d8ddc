import { useEffect, useRef, type Ref } from 'react';
import { useStore } from 'zustand';
import type { StepPrediction } from '../../state/prediction-store.ts';
import type { QuizQuestion } from '../../state/quiz.ts';
import { markQuestion, type Round, type RoundAction } from '../../state/quiz-round.ts';
import { actInQuiz, questionOf, questionsOf, roundOf } from '../../state/quiz-store.ts';
import { TEXTS } from '../../state/texts.ts';
import { lineTable } from '../../state/prediction-store.ts';
import { scratchpadPlacesOf } from '../../state/trace-selectors.ts';
import type { LoadedTrace } from '../../state/trace-store.ts';
import type { Tracepad } from '../../state/tracepad.ts';
import { questionsPhrase } from '../../state/view-wording.ts';
import { Button } from '../../ui/Button.tsx';
import { Empty, Panel } from '../../ui/Panel.tsx';
import { QuestionForm } from './QuestionForm.tsx';
import styles from './QuizPanel.module.css';

const texts = TEXTS.quiz;

interface QuizPanelProps {
  readonly app: Tracepad;
}

/** The learner says what the program does next, is told right or wrong with the reason, and is scored beside the model. */
export function QuizPanel({ app }: QuizPanelProps) {
  const loaded = useStore(app.trace, (view) => view.loaded);
  return (
    <Panel title={texts.title} testId="quiz-panel">
      {loaded === null ? <Empty title={texts.empty}>{texts.emptyHint}</Empty> : <Quiz app={app} loaded={loaded} />}
    </Panel>
  );
}

interface QuizProps {
  readonly app: Tracepad;
  readonly loaded: LoadedTrace;
}

function Quiz({ app, loaded }: QuizProps) {
  const quiz = useStore(app.quiz);
  const round = roundOf(quiz, loaded);
  const act = (action: RoundAction): void => actInQuiz(app.quiz, loaded, action);
  const { steps: lineSteps } = scratchpadPlacesOf(loaded.lines);
  const questions = round.kind === 'none' ? [] : questionsOf(loaded);
  const question = questionOf(quiz, loaded);

  const start = useRef<HTMLButtonElement>(null);
  const before = useRef(round.kind);
  useEffect(() => {
    // What had the focus is gone with the last question. A round that had ended before this view was opened takes none.
    if (round.kind === 'done' && before.current !== 'done') start.current?.focus();
    before.current = round.kind;
  }, [round.kind]);

  const from = question?.from;
  const head = useRef<HTMLElement>(null);
  useEffect(() => {
    // Of the answer before one may have scrolled away.
    head.current?.scrollIntoView({ block: 'nearest' });
    // The page stands at the step that is asked about, so that the true state before it is in sight.
    if (from !== undefined) app.navigation.goToLineStep(lineSteps[from] ?? 0);
  }, [app, from, lineSteps]);

  if (question === null || round.kind === 'none' || round.kind === 'done') return <Pause start={start} round={round} questions={questions} onStart={() => act({ kind: 'start' })} />;
  const predictionOf = (of: QuizQuestion): StepPrediction | undefined => lineTable(app.predictions.getState())?.about(of.from + 1);
  return (
    <div className={styles.quiz} data-testid="quiz" data-question={round.place + 1}>
      <header ref={head} className={styles.head}>
        <h3>
          {texts.question} {round.place + 1} {texts.of} {questions.length}
        </h3>
        <Score round={round} />
        <Button look="quiet" className={styles.stop} onClick={() => act({ kind: 'stop' })}>
          {texts.stop}
        </Button>
      </header>
      <QuestionForm
        key={round.place}
        app={app}
        loaded={loaded}
        question={question}
        told={round.kind === 'told' ? round.marks : null}
        last={round.place === questions.length - 1}
        onAnswer={(answers) => act({ kind: 'answer', marks: markQuestion(question, answers, predictionOf(question)) })}
        onNext={() => act({ kind: 'next', questions: questions.length })}
      />
    </div>
  );
}

interface PauseProps {
  readonly start: Ref<HTMLButtonElement>;
  readonly round: Round;
  readonly questions: readonly QuizQuestion[];
  readonly onStart: () => void;
}

/** Before the first question and after the last one. */
function Pause({ start, round, questions, onStart }: PauseProps) {
  const ended = round.kind === 'done';
  const done = ended && round.score.asked > 0;
  const none = round.kind !== 'none' && questions.length === 0;
  return (
    <div className={styles.pause}>
      <h3>{done ? texts.done : texts.title}</h3>
      {done ? <Score round={round} /> : <p>{none ? texts.nothing : texts.intro}</p>}
      {done && round.score.model !== null && <p>{comparison(round.score.right, round.score.model)}</p>}
      {!none && (
        <Button ref={start} look="primary" onClick={onStart} data-first-stop data-testid="quiz-start">
          {done ? texts.again : texts.start}
        </Button>
      )}
    </div>
  );
}

function comparison(you: number, model: number): string {
  if (you === model) return texts.even;
  return you > model ? texts.ahead : texts.behind;
}

function Score({ round }: { readonly round: Round }) {
  if (round.kind === 'none' || round.score.asked === 0) return null;
  const { asked, right, model } = round.score;
  return (
    <p className={styles.score} data-testid="quiz-score" data-right={right} data-asked={asked} data-model={model ?? undefined}>
      {texts.you} <strong>{right}</strong> · {texts.model} <strong>{model ?? '–'}</strong> {questionsPhrase(asked)}
    </p>
  );
}
