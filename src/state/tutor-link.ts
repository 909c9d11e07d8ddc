/** Links of Python Tutor: `#code=…&curInstr=3&py=3&rawInputLstJSON=["a"]`, percent-encoded. */
import { z } from 'zod';
import type { DecodedLink, FieldProblem } from './url-state.ts';

/** Parameters that such a link has beside `code`; one of them tells it from a damaged link of ours. */
const MARKS = ['curInstr', 'rawInputLstJSON', 'cumulative', 'heapPrimitives', 'origin', 'py'];
const inputSchema = z.array(z.string()).max(10_000);

/** Null where the fragment is no such link. */
export function readTutorLink(fragment: string, maxCharacters: number): DecodedLink | null {
  const parameters = new URLSearchParams(fragment);
  const code = parameters.get('code');
  if (code === null || !MARKS.some((mark) => parameters.has(mark))) return null;
  const problems: FieldProblem[] = [];
  if (code.length > maxCharacters) return { fields: {}, problems: [{ field: 'code', fault: 'too-large' }] };
  if (!/^(2|3|31\d|py3anaconda)$/.test(parameters.get('py') ?? '3')) problems.push({ field: 'code', fault: 'other-language' });
  const stdin = readInput(parameters.get('rawInputLstJSON'));
  if (stdin === null) problems.push({ field: 'stdin', fault: 'damaged' });
  const step = parameters.get('curInstr') ?? '0';
  const isStep = /^\d{1,7}$/.test(step);
  if (!isStep) problems.push({ field: 'step', fault: 'not-a-step' });
  return {
    fields: {
      code: code.replaceAll('\r\n', '\n'),
      call: '',
      stdin: stdin ?? '',
      // Its first step is the first line; ours is the module that begins.
      step: isStep ? Number(step) + 1 : 0,
    },
    problems,
  };
}

function readInput(json: string | null): string | null {
  if (json === null || json === '') return '';
  try {
    const lines = inputSchema.safeParse(JSON.parse(json));
    return lines.success ? lines.data.join('\n') : null;
  } catch {
    return null;
  }
}
