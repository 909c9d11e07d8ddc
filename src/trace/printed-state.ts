/**
 * A state with every value printed as its Python repr: what the JSON trace holds, what the scratchpad text says and
 * what a prediction is compared with. Identity is lost here on purpose; views that need it read `TraceState`.
 */

/** Events of line steps. */
export type StepEvent = 'call' | 'line' | 'return' | 'exception';

export interface Binding {
  readonly name: string;
  /** Python repr of the value. */
  readonly value: string;
}

/** A running iterator on a frame's value stack (that of a `for`, mostly). */
export interface IteratorPosition {
  /** Items taken so far; -1 where it cannot be known. */
  readonly position: number;
  /**
   * Repr of what is iterated over, where no local or global variable holds it; null where one does (the same object,
   * or for str an equal one), or where it cannot be read.
   */
  readonly of: string | null;
  /**
   * What is iterated over, where the item at `position` is the next one: one part, of `zip` and such one a part. Empty
   * where it is not known, or the order is another (`reversed`, `filter` …).
   */
  readonly over: readonly IteratedPart[];
}

/** A variable of the frame, else of the module, that holds it, or its repr where none does. */
export type IteratedPart = { readonly name: string } | { readonly value: string };

export interface PrintedFrame {
  /** Name of the function, `<module>` for the module. */
  readonly function: string;
  /** Current line, from 1. */
  readonly line: number;
  /** In slot order; unbound ones are left out. */
  readonly locals: readonly Binding[];
  /** Bottom of the value stack first. */
  readonly iterators: readonly IteratorPosition[];
  /** Value stack, bottom first, NULL as `<NULL>`; null at line granularity. */
  readonly stack: readonly string[] | null;
  /** Bytecode offset; null at line granularity. */
  readonly offset: number | null;
}

export interface PrintedState {
  readonly event: StepEvent | 'instruction';
  /** Outermost first; the last one is where the program is. Never empty. */
  readonly frames: readonly PrintedFrame[];
  /** Module variables that the code of a frame on the stack names, in the order in which they were first bound. */
  readonly globals: readonly Binding[];
  /** Repr of the returned or yielded value; `Type: message` of the exception (`Type` alone if it has none); else null. */
  readonly value: string | null;
}
