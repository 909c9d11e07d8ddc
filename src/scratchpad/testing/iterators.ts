/** Iterators of generated states. */
import fc from 'fast-check';
import { withIteratedText } from '../../trace/iterated.ts';
import type { IteratorPosition, PrintedState } from '../../trace/printed-state.ts';
import { canonicalise } from '../state-text.ts';

/** Over parts in order, over something in another order, or over nothing that is known. */
export function iteratorArbitrary(name: fc.Arbitrary<string>, value: fc.Arbitrary<string>): fc.Arbitrary<IteratorPosition> {
  const part = fc.oneof(fc.record({ name }), fc.record({ value }));
  const position = fc.integer({ min: -1, max: 99999 });
  return fc.oneof(
    fc.record({ position, of: fc.option(value, { nil: null }), over: fc.constant([]) }),
    fc.record({ position, of: fc.constant(null), over: fc.array(part, { minLength: 1, maxLength: 3 }) }),
  );
}

/** The state with `of` of its iterators as their parts give it. */
export function withIterated(state: PrintedState): PrintedState {
  const { globals } = canonicalise(state);
  return { ...state, frames: state.frames.map((frame) => ({ ...frame, iterators: frame.iterators.map((iterator) => withIteratedText(iterator, frame.locals, globals)) })) };
}
