/** Whether a program has ended with a state, as far as the state and the source tell. */
import type { PrintedState } from '../trace/printed-state.ts';

/**
 * The outermost frame has returned, or raises an exception that no `try` or `with` around its line can catch. The
 * grammar has no word for the end, so a run of the model's own states stops here.
 */
export function isFinal(state: PrintedState, source: string): boolean {
  const [outermost, ...inner] = state.frames;
  if (outermost === undefined || inner.length > 0) return false;
  if (state.event === 'return') return true;
  return state.event === 'exception' && !insideHandler(source, outermost.line);
}

/** Reads indentation alone: a multi-line string can at worst make a run one step longer or shorter. */
function insideHandler(source: string, line: number): boolean {
  const lines = source.split('\n');
  const indentOf = (text: string): number => text.length - text.trimStart().length;
  let indent = indentOf(lines[line - 1] ?? '');
  for (let above = line - 2; above >= 0 && indent > 0; above--) {
    const text = lines[above] ?? '';
    if (text.trim() === '' || indentOf(text) >= indent) continue;
    indent = indentOf(text);
    if (/^\s*(try\s*:|(async\s+)?with\b)/.test(text)) return true;
    if (/^\s*(async\s+def|def|class)\b/.test(text)) return false;
  }
  return false;
}
