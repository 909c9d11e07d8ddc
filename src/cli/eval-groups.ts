/** What a step is counted under beside its parts: the construct that runs, the length of the loops, the type of what changes. */
import { reprShape } from '../trace/repr-shape.ts';
import type { PrintedState } from '../trace/printed-state.ts';

const CONSTRUCTS: readonly (readonly [RegExp, string])[] = [
  [/^\s*(async\s+)?(def|class)\b|^\s*@/, 'definition'],
  [/^\s*(async\s+)?for\b/, 'for'],
  [/^\s*while\b/, 'while'],
  [/\bsorted\s*\(|\.sort\s*\(/, 'sort'],
  [/[[({].*\bfor\b.*\bin\b/, 'comprehension'],
  [/^\s*(if|elif)\b/, 'if'],
  [/^\s*(try|except|finally|raise|with|assert)\b/, 'exception or with'],
  [/\bf['"]|\.format\s*\(/, 'formatting'],
  [/\.\s*[A-Za-z_]\w*\s*\(/, 'method call'],
  [/\[[^\]]*:[^\]]*\]/, 'slice'],
  [/^\s*return\b/, 'return'],
  [/\w\s*\(/, 'call'],
  [/(\*\*|\/\/|<<|>>|[-+*/%&|^])/, 'arithmetic'],
];

/** What the line does that a state is about to run, read from its text. */
export function constructOf(source: readonly string[], state: PrintedState): string {
  const line = source[(state.frames.at(-1)?.line ?? 0) - 1] ?? '';
  if (state.event === 'call') return 'definition';
  return CONSTRUCTS.find(([pattern]) => pattern.test(line))?.[1] ?? 'other';
}

/** A call of a method or of a builtin, a membership, a reverse, a slice, an index: what a line may ask for beside arithmetic. */
const OPERATIONS = /\.\s*([A-Za-z_]\w*)\s*\(|\b(not\s+in|in)\b|\b(?!(?:and|or|not|is|if|elif|else|while|return|lambda|yield|await|assert)\b)([a-z]\w*)\s*\(|[\w\])'"]\[([^[\]]*)\]/g;

/** The operations of the line that a state is about to run, each once, read from its text; what stands in quotes is none. */
export function operationsOf(source: readonly string[], state: PrintedState): readonly string[] {
  if (state.event === 'call') return [];
  const line = (source[(state.frames.at(-1)?.line ?? 0) - 1] ?? '').replace(/(['"])(?:\\.|(?!\1).)*\1/g, "''");
  const own = line.replace(/\bfor\b[^:\])}]*?\bin\b/g, '');
  const found = Array.from(own.matchAll(OPERATIONS), ([, method, membership, called, inside = '']) => {
    if (method !== undefined) return `.${method}()`;
    if (membership !== undefined) return membership.replace(/\s+/, ' ');
    if (called !== undefined) return `${called}()`;
    if (inside.replace(/\s/g, '') === '::-1') return '[::-1]';
    return inside.includes(':') ? '[a:b]' : '[i]';
  });
  return [...new Set(found)];
}

/** How often the line is reached that is reached most, in classes: 1, 2–3, 4–7, 8–15, 16 or more. */
export function loopLengthOf(states: readonly PrintedState[]): string {
  const visits = new Map<string, number>();
  let most = 1;
  for (const { event, frames } of states) {
    const top = frames.at(-1);
    if (event !== 'line' || top === undefined) continue;
    const key = `${top.function} ${top.line}`;
    const count = (visits.get(key) ?? 0) + 1;
    visits.set(key, count);
    most = Math.max(most, count);
  }
  return most >= 16 ? '16 or more' : most >= 8 ? '8 to 15' : most >= 4 ? '4 to 7' : most >= 2 ? '2 or 3' : '1';
}

/** Type of the first value that is new or another in `after`; 'none' where only the place changes. */
export function changedTypeOf(before: PrintedState, after: PrintedState): string {
  const old = new Set(before.frames.flatMap((frame) => frame.locals).concat(before.globals).map(({ name, value }) => `${name} ${value}`));
  const changed = after.frames.flatMap((frame) => frame.locals).concat(after.globals).find(({ name, value }) => !old.has(`${name} ${value}`));
  const text = changed?.value ?? after.value;
  if (text === null) return 'none';
  const shape = reprShape(text);
  return ['int', 'float', 'str', 'bool', 'NoneType', 'list', 'tuple', 'dict', 'set', 'bytes'].includes(shape) ? shape : 'other';
}
