/** Words about what came with a link. Another language is one more such file. */
import type { FieldProblem } from './url-state.ts';
import { fieldProblemText } from './wording.ts';

/** Why some of a link is not on the page. */
export function leftOutText(problems: readonly FieldProblem[]): string {
  return `Part of the link was left out: ${problems.map(fieldProblemText).join('; ')}.`;
}

export function linkToFileText(host: string): string {
  return `This link points to a recording on ${host}. Nothing was loaded from there yet.`;
}
