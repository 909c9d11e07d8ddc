/**
 * The round of the quiz that is under way, and what of the trace it covers: while a question is open, no other view may show
 * the steps that it asks about.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { StepIndex } from '../trace/line-steps.ts';
import type { RecordIndex } from '../trace/wire.ts';
import { quizOf, type QuizQuestion } from './quiz.ts';
import { NO_ROUND, quizRound, type Round, type RoundAction } from './quiz-round.ts';
import { printedStep, scratchpadPlacesOf } from './trace-selectors.ts';
import type { LoadedTrace } from './trace-store.ts';

export interface QuizState {
  /** The program that the round is about; another one has none yet. */
  readonly about: string;
  readonly round: Round;
}

export type QuizStore = StoreApi<QuizState>;

export function createQuizStore(): QuizStore {
  return createStore<QuizState>(() => ({ about: '', round: NO_ROUND }));
}

function nameOf({ program }: LoadedTrace): string {
  return JSON.stringify([program.code, program.call]);
}

/** The round about the program of the trace; one about another program has ended with it. */
export function roundOf({ about, round }: QuizState, loaded: LoadedTrace): Round {
  return about === nameOf(loaded) ? round : NO_ROUND;
}

export function actInQuiz(store: QuizStore, loaded: LoadedTrace, action: RoundAction): void {
  store.setState((state) => ({ about: nameOf(loaded), round: quizRound(roundOf(state, loaded), action) }));
}

const questions = new WeakMap<LoadedTrace, readonly QuizQuestion[]>();

/** The questions about a trace, made once. */
export function questionsOf(loaded: LoadedTrace): readonly QuizQuestion[] {
  const known = questions.get(loaded);
  if (known !== undefined) return known;
  const { steps } = scratchpadPlacesOf(loaded.lines);
  const made = quizOf(steps.length, (step) => printedStep(loaded.lines, steps[step] ?? 0));
  questions.set(loaded, made);
  return made;
}

/** The question that a person has before them, open or answered; null where there is none. */
export function questionOf(state: QuizState, loaded: LoadedTrace): QuizQuestion | null {
  const round = roundOf(state, loaded);
  return round.kind === 'asking' || round.kind === 'told' ? (questionsOf(loaded)[round.place] ?? null) : null;
}

/** The last record that may be shown: the one asked from while the question is open, then the one asked about. Null: all of them. */
export function lastShown(state: QuizState, loaded: LoadedTrace): RecordIndex | null {
  const question = questionOf(state, loaded);
  if (question === null) return null;
  const { steps } = scratchpadPlacesOf(loaded.lines);
  const open = roundOf(state, loaded).kind === 'asking';
  return loaded.lines.recordOf((steps[question.from + (open ? 0 : 1)] ?? 0) as StepIndex);
}
