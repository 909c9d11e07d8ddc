/** The calls around a step, as they are shown: the way to it from the outermost one, and the calls that it makes itself. */
import { callTree, type CallIndex, type CallTree } from '../trace/call-tree.ts';
import { repr } from '../trace/repr.ts';
import { stateAt } from '../trace/trace-state.ts';
import type { Trace } from '../trace/trace.ts';
import { RecordFlag, type RecordIndex } from '../trace/wire.ts';

/** Longest argument or result, in characters. */
const MAX_VALUE = 24;
/** Of calls of one function within itself the first and last few are shown. */
const RECURSION_SHOWN = 3;
/** Calls made by one call that are shown. */
const CHILDREN_SHOWN = 40;

export type CallRow =
  | { readonly kind: 'call'; readonly call: CallIndex; readonly start: RecordIndex; readonly depth: number; readonly text: string; /** Null while it goes on, and where it ended by an exception. */ readonly result: string | null; readonly place: 'around' | 'here' | 'inside' }
  /** Calls left out. */
  | { readonly kind: 'more'; readonly depth: number; readonly count: number };

/** The rows for the call that `record` is in. */
export function callRows(trace: Trace, record: RecordIndex): readonly CallRow[] {
  const tree = callTree(trace);
  const here = tree.callAt(record);
  const path = tree.path(here);
  const rows: CallRow[] = [];
  path.forEach((call, depth) => {
    const left = foldedAt(tree, path, depth);
    if (left === 0) rows.push(rowOf(tree, call, depth, call === here ? 'here' : 'around'));
    else if (foldedAt(tree, path, depth - 1) === 0) rows.push({ kind: 'more', depth, count: left });
  });
  const children = tree.children(here);
  for (const call of children.slice(0, CHILDREN_SHOWN)) rows.push(rowOf(tree, call, path.length, 'inside'));
  if (children.length > CHILDREN_SHOWN) rows.push({ kind: 'more', depth: path.length, count: children.length - CHILDREN_SHOWN });
  return rows;
}

/** How many calls are folded into one row at this place of the path; 0 where the call has a row of its own. */
function foldedAt(tree: CallTree, path: readonly CallIndex[], depth: number): number {
  const call = path[depth];
  if (call === undefined) return 0;
  const code = tree.code(call);
  const isSame = (place: number): boolean => path[place] !== undefined && tree.code(path[place]) === code;
  let first = depth;
  while (isSame(first - 1)) first -= 1;
  let last = depth;
  while (isSame(last + 1)) last += 1;
  const folded = last - first + 1 - 2 * RECURSION_SHOWN;
  return folded > 1 && depth >= first + RECURSION_SHOWN && depth <= last - RECURSION_SHOWN ? folded : 0;
}

function rowOf(tree: CallTree, call: CallIndex, depth: number, place: 'around' | 'here' | 'inside'): CallRow {
  const { trace } = tree;
  const start = tree.start(call);
  const state = stateAt(trace, start);
  const { code, locals } = state.top;
  const parameters = new Set(code.localNames.slice(0, code.parameterCount));
  const given = locals.filter((local) => parameters.has(local.name)).map((local) => `${local.name}=${repr(local.value, state, { maxLength: MAX_VALUE })}`);
  const text = code.name.startsWith('<') ? code.name : `${code.name}(${given.join(', ')})`;
  return { kind: 'call', call, start, depth, text, result: resultOf(trace, tree.end(call)), place };
}

/** What a call gave back, read at its last record. */
function resultOf(trace: Trace, end: RecordIndex): string | null {
  if (((trace.flags[end] ?? 0) & RecordFlag.RETURN) === 0) return null;
  const state = stateAt(trace, end);
  const value = state.top.stack.at(-1);
  return value === undefined ? null : repr(value, state, { maxLength: MAX_VALUE });
}
