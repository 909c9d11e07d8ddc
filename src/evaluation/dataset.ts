/** Data sets of programs with known answers: the CruxEval and the MBPP layouts of JSON lines. */
import { z } from 'zod';
import { fail, ok, type Result } from '../base/result.ts';

/** One traced call of a program. */
export interface Problem {
  readonly id: string;
  readonly source: string;
  /** Empty: the module itself is traced. */
  readonly call: string;
}

export type DatasetError = { readonly error: 'not-a-row'; readonly line: number; readonly message: string } | { readonly error: 'empty'; readonly line: 0; readonly message: string };

const cruxEvalRow = z.object({ code: z.string(), input: z.string(), id: z.string() });
const mbppRow = z.object({ code: z.string(), task_id: z.number(), test_list: z.array(z.string()), test_setup_code: z.string().optional() });
/** What `cli corpus` reads; accepted here too, so that one file of programs serves every command. */
const programRow = z.object({ code: z.string(), id: z.string(), call: z.string() });

/** Whether a text begins with a row of programs. `head` may end anywhere. */
export function looksLikeDataset(head: string): boolean {
  return /^\s*\{\s*"/.test(head) && /"code"\s*:\s*"/.test(head) && /"(input|test_list|call)"\s*:/.test(head);
}

/**
 * Where the first `==` outside of brackets and strings begins; -1 where there is none.
 * Enough for the asserts of a data set, which are one-line comparisons.
 */
export function topLevelEquals(expression: string): number {
  let depth = 0;
  let quote = '';
  for (let index = 0; index < expression.length; index++) {
    const char = expression.charAt(index);
    if (quote !== '') {
      if (char === '\\') index++;
      else if (char === quote) quote = '';
    } else if (char === "'" || char === '"') quote = char;
    else if ('([{'.includes(char)) depth++;
    else if (')]}'.includes(char)) depth--;
    else if (depth === 0 && expression.startsWith('==', index)) return index;
  }
  return -1;
}

/** The call that an MBPP assert tests: what stands left of `==`, else all of it. */
export function callOfAssert(test: string): string {
  const expression = test.trim().replace(/^assert\s*/, '');
  const equals = topLevelEquals(expression);
  return (equals < 0 ? expression : expression.slice(0, equals)).trim();
}

/** Reads the text of a data set; each call of a program is a problem of its own (an MBPP row has about three). */
export function parseDataset(text: string): Result<Problem[], DatasetError> {
  const problems: Problem[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    let row: unknown;
    try {
      row = JSON.parse(line);
    } catch (error) {
      return fail({ error: 'not-a-row', line: index + 1, message: String(error) });
    }
    const crux = cruxEvalRow.safeParse(row);
    const mbpp = mbppRow.safeParse(row);
    const program = programRow.safeParse(row);
    if (crux.success) {
      problems.push({ id: crux.data.id, source: crux.data.code, call: `f(${crux.data.input})` });
    } else if (mbpp.success) {
      const source = [mbpp.data.test_setup_code ?? '', mbpp.data.code].filter((part) => part !== '').join('\n').replaceAll('\r\n', '\n');
      for (const [place, test] of mbpp.data.test_list.entries()) {
        problems.push({ id: `${mbpp.data.task_id}.${place}`, source, call: callOfAssert(test) });
      }
    } else if (program.success) {
      problems.push({ id: program.data.id, source: program.data.code, call: program.data.call });
    } else {
      return fail({ error: 'not-a-row', line: index + 1, message: 'The row has neither the CruxEval nor the MBPP nor the program layout.' });
    }
  }
  if (problems.length === 0) return fail({ error: 'empty', line: 0, message: 'There is no row in it.' });
  return ok(problems);
}
