/** A small traced program, written out: sum of a range, as the tracer prints it. */
import type { PrintedState } from '../../trace/printed-state.ts';

export const LOOP_SOURCE = `def f(n):
    total = 0
    for i in range(n):
        total += i * i
    return total
`;

/** The line steps of f(n). */
export function loopStates(n: number): PrintedState[] {
  const states: PrintedState[] = [];
  const push = (event: PrintedState['event'], line: number, total: number | null, i: number | null, position: number | null, value: string | null = null): void => {
    const locals = [{ name: 'n', value: String(n) }];
    if (total !== null) locals.push({ name: 'total', value: String(total) });
    if (i !== null) locals.push({ name: 'i', value: String(i) });
    const iterators = position === null ? [] : [{ position, of: `range(0, ${n})`, over: [{ value: `range(0, ${n})` }] }];
    states.push({ event, frames: [{ function: 'f', line, locals, iterators, stack: null, offset: null }], globals: [], value });
  };
  push('call', 1, null, null, null);
  push('line', 2, null, null, null);
  push('line', 3, 0, null, null);
  let total = 0;
  for (let i = 0; i < n; i++) {
    push('line', 4, total, i, i + 1);
    total += i * i;
    push('line', 3, total, i, i + 1);
  }
  const last = n > 0 ? n - 1 : null;
  push('line', 5, total, last, null);
  push('return', 5, total, last, null, String(total));
  return states;
}
