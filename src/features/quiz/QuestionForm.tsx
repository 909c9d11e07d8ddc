import { useEffect, useId, useRef, useState, type SubmitEvent } from 'react';
import type { QuizField, QuizQuestion } from '../../state/quiz.ts';
import { TEXTS } from '../../state/texts.ts';
import { scratchpadPlacesOf } from '../../state/trace-selectors.ts';
import type { LoadedTrace } from '../../state/trace-store.ts';
import type { Tracepad } from '../../state/tracepad.ts';
import { quizReason, quizText } from '../../state/quiz-wording.ts';
import type { StepIndex } from '../../trace/line-steps.ts';
import { stepFacts } from '../../trace/step-facts.ts';
import { sentenceText, stepSentence } from '../../trace/step-sentence.ts';
import { Button } from '../../ui/Button.tsx';
import { VerdictMark } from '../../ui/VerdictMark.tsx';
import type { FieldMark, QuestionMarks } from '../../state/quiz-round.ts';
import styles from './QuizPanel.module.css';

const texts = TEXTS.quiz;

interface QuestionFormProps {
  readonly app: Tracepad;
  readonly loaded: LoadedTrace;
  readonly question: QuizQuestion;
  /** Null while the question is open. */
  readonly told: QuestionMarks | null;
  readonly last: boolean;
  readonly onAnswer: (answers: ReadonlyMap<string, string>) => void;
  readonly onNext: () => void;
}

/** One question: fields to fill in, or how they were filled in. Enter goes on in both. */
export function QuestionForm({ app, loaded, question, told, last, onAnswer, onNext }: QuestionFormProps) {
  const form = useRef<HTMLFormElement>(null);
  const [answers, setAnswers] = useState<ReadonlyMap<string, string>>(() => new Map(question.fields.map(({ key, before }) => [key, before ?? ''])));
  const open = told === null;
  useEffect(() => {
    form.current?.querySelector<HTMLElement>(open ? 'input' : 'button[type="submit"]')?.focus();
  }, [open]);

  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    if (told === null) onAnswer(answers);
    else onNext();
  };
  const { steps: lineSteps } = scratchpadPlacesOf(loaded.lines);
  const source = loaded.program.code.split('\n');
  const code = source[question.line - 1]?.trim() ?? '';
  const after = lineSteps[question.from + 1] ?? 0;
  return (
    <form ref={form} className={styles.form} onSubmit={submit} noValidate autoComplete="off">
      <p className={styles.asked}>
        {quizText(question)} <code className={styles.code}>{code}</code>
      </p>
      {question.fields.map((field) => (
        <FieldRow
          key={field.key}
          field={field}
          text={answers.get(field.key) ?? ''}
          mark={told?.fields.find(({ key }) => key === field.key) ?? null}
          modelJudged={told !== null && told.modelRight !== null}
          onChange={(text) => setAnswers(new Map(answers).set(field.key, text))}
        />
      ))}
      {told !== null && (
        <p className={styles.reason} role="status" data-testid="quiz-reason">
          <strong>{told.right ? texts.allRight : texts.notRight}</strong> {quizReason(question, sentenceText(stepSentence(stepFacts(loaded.lines, after as StepIndex, source))))}
        </p>
      )}
      <div className={styles.buttons}>
        <Button type="submit" look="primary" data-testid="quiz-submit">
          {told === null ? texts.answer : last ? texts.finish : texts.next}
        </Button>
        {told !== null && (
          <Button look="quiet" onClick={() => app.navigation.goToLineStep(after)}>
            {texts.show}
          </Button>
        )}
      </div>
    </form>
  );
}

interface FieldRowProps {
  readonly field: QuizField;
  readonly text: string;
  /** Null while the question is open. */
  readonly mark: FieldMark | null;
  /** The model has predicted the step. */
  readonly modelJudged: boolean;
  readonly onChange: (text: string) => void;
}

function FieldRow({ field, text, mark, modelJudged, onChange }: FieldRowProps) {
  const id = useId();
  const label = field.kind === 'value' ? field.name : texts.fields[field.kind];
  return (
    <div className={styles.field} data-testid="quiz-field" data-kind={field.kind} data-name={field.name}>
      <label htmlFor={id} className={field.kind === 'value' ? styles.variable : undefined}>
        {label}
      </label>
      {mark === null ? (
        <input id={id} value={text} spellCheck={false} inputMode={field.kind === 'line' ? 'numeric' : 'text'} placeholder={field.before === null && field.kind === 'value' ? texts.newVariable : undefined} onChange={(event) => onChange(event.target.value)} />
      ) : (
        <span className={styles.told}>
          <output id={id}>
            <code>{mark.answer === '' ? '–' : mark.answer}</code>
          </output>
          <VerdictMark kind={mark.right ? 'same' : 'wrong-value'} word={mark.right ? texts.right : texts.wrong} />
          {!mark.right && (
            <span>
              {texts.itIs} <code>{field.expected}</code>
            </span>
          )}
          {modelJudged && (
            <span className={styles.model}>
              {texts.model}: <code>{mark.model ?? '–'}</code> {mark.modelRight ? texts.right : texts.wrong}
            </span>
          )}
        </span>
      )}
    </div>
  );
}
