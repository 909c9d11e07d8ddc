/** A round of the quiz: which question is asked, what came of the answers, and the score. */
import type { StepPrediction } from './prediction-store.ts';
import { answerOf, isRightAnswer, type QuizQuestion } from './quiz.ts';

/** How one field was answered. */
export interface FieldMark {
  readonly key: string;
  /** As the learner typed it. */
  readonly answer: string;
  readonly right: boolean;
  /** What the model answered; null where it said nothing of it. */
  readonly model: string | null;
  readonly modelRight: boolean;
}

export interface QuestionMarks {
  readonly fields: readonly FieldMark[];
  readonly right: boolean;
  /** Null: the model has not predicted this step. */
  readonly modelRight: boolean | null;
}

/** Questions that were answered, and how many of them wholly right. */
export interface QuizScore {
  readonly asked: number;
  readonly right: number;
  /** The model's; null where it has predicted none of them. */
  readonly model: number | null;
}

export type Round =
  | { readonly kind: 'none' }
  | { readonly kind: 'asking'; readonly place: number; readonly score: QuizScore }
  | { readonly kind: 'told'; readonly place: number; readonly score: QuizScore; readonly marks: QuestionMarks }
  | { readonly kind: 'done'; readonly score: QuizScore };

export type RoundAction =
  | { readonly kind: 'start' }
  | { readonly kind: 'answer'; readonly marks: QuestionMarks }
  /** `questions`: how many there are. */
  | { readonly kind: 'next'; readonly questions: number }
  | { readonly kind: 'stop' };

export const NO_ROUND: Round = { kind: 'none' };
const NO_SCORE: QuizScore = { asked: 0, right: 0, model: null };

export function quizRound(round: Round, action: RoundAction): Round {
  switch (action.kind) {
    case 'start':
      return { kind: 'asking', place: 0, score: NO_SCORE };
    case 'answer':
      return round.kind === 'asking' ? { kind: 'told', place: round.place, marks: action.marks, score: scored(round.score, action.marks) } : round;
    case 'next':
      if (round.kind !== 'told') return round;
      return round.place + 1 < action.questions ? { kind: 'asking', place: round.place + 1, score: round.score } : { kind: 'done', score: round.score };
    case 'stop':
      return round.kind === 'none' ? round : { kind: 'done', score: round.score };
  }
}

function scored({ asked, right, model }: QuizScore, marks: QuestionMarks): QuizScore {
  return {
    asked: asked + 1,
    right: right + (marks.right ? 1 : 0),
    model: marks.modelRight === null ? model : (model ?? 0) + (marks.modelRight ? 1 : 0),
  };
}

/** Marks the learner's answers (by field key) and, by the same measure, what the model predicted. */
export function markQuestion(question: QuizQuestion, answers: ReadonlyMap<string, string>, prediction: StepPrediction | undefined): QuestionMarks {
  const predicted = prediction?.outcome.kind === 'state' ? prediction.outcome.state : null;
  const fields = question.fields.map((field): FieldMark => {
    const answer = answers.get(field.key) ?? '';
    const model = predicted === null ? null : answerOf(question, field, predicted);
    return { key: field.key, answer, right: isRightAnswer(field, answer), model, modelRight: model === field.expected };
  });
  const judged = prediction !== undefined && prediction.outcome.kind !== 'not-predictable';
  return { fields, right: fields.every(({ right }) => right), modelRight: judged ? fields.every(({ modelRight }) => modelRight) : null };
}
