/**
 * Forms of a state as plain text, for models that were trained on another text than the scratchpad's: what they are
 * shown, and how what they write is read.
 */
import type { Result } from '../base/result.ts';
import type { IteratorPosition, PrintedFrame, PrintedState } from '../trace/printed-state.ts';
import type { NotPredictable } from './step.ts';

/** An answer as it was read; `at` is the place, in UTF-16 units, where reading stopped. */
export type ReadText = { readonly kind: 'state'; readonly state: PrintedState } | { readonly kind: 'malformed'; readonly at: number; readonly message: string };

/** What is known when an answer is read. */
export interface ReadContext {
  readonly before: PrintedState;
  /** The true state that the answer is about; null: not known. */
  readonly truth: PrintedState | null;
}

export interface StateForm {
  /** A whole state. Error: 'not-in-template' where the form has no way to say it. */
  write(state: PrintedState, source: SourceText): Result<string, NotPredictable>;
  read(text: string, context: ReadContext): ReadText;
}

/** The lines of a program. */
export class SourceText {
  readonly text: string;
  readonly lines: readonly string[];

  constructor(text: string) {
    this.text = text;
    this.lines = text.split(/\r\n|\r|\n/);
  }

  /** From 1; empty where there is none. */
  line(number: number): string {
    return this.lines[number - 1] ?? '';
  }

  /** With the number of each line before it. */
  numbered(): string {
    const width = String(this.lines.length).length;
    return this.lines.map((line, index) => `${String(index + 1).padStart(width)} ${line}`.trimEnd()).join('\n');
  }
}

/** Parts of a state that a form has no words for. */
export interface Unsaid {
  readonly iterators: boolean;
  readonly globals: boolean;
  /** Variables of a frame; `isTop`: it is the innermost one. */
  readonly locals: (isTop: boolean) => boolean;
}

/**
 * A state with what its form can't say taken from the true state, so that it is not judged; from what the model was
 * shown where no truth is known.
 */
export function withUnsaid(state: PrintedState, unsaid: Unsaid, truth: PrintedState | null): PrintedState {
  if (truth === null) return state;
  const frames = state.frames.map((frame, index): PrintedFrame => {
    const real = truth.frames[index];
    if (real?.function !== frame.function) return frame;
    const isTop = index === state.frames.length - 1;
    return { ...frame, iterators: unsaid.iterators ? real.iterators : withParts(frame.iterators, real.iterators), locals: unsaid.locals(isTop) ? real.locals : frame.locals };
  });
  return { ...state, frames, globals: unsaid.globals ? truth.globals : state.globals };
}

/** No form of a template says the parts of what is iterated over: they are those of the truth where it runs over the same. */
function withParts(iterators: readonly IteratorPosition[], real: readonly IteratorPosition[]): readonly IteratorPosition[] {
  return iterators.map((iterator, place) => {
    const other = real[place];
    return other !== undefined && other.of === iterator.of ? { ...iterator, over: other.over } : iterator;
  });
}

export function notInTemplate(message: string): NotPredictable {
  return { reason: 'not-in-template', message };
}
