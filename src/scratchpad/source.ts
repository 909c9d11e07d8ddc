/** Python source as tokens (`SOURCE` of the grammar). */
import { fail, ok } from '../base/result.ts';
import type { Result } from '../base/result.ts';
import { lex } from './lexer.ts';
import type { Lexeme } from './lexer.ts';
import type { NotPredictable } from './step.ts';
import { pushCharacters, pushName, pushOperator } from './tokenizer.ts';
import { INDENT_BASE, LINE_BASE, MAX_INDENT, MAX_LINE } from './vocabulary.ts';

/** Bytes and formatted strings are no docstrings. */
const PLAIN_STRING = /^[ru]?['"]/i;

/**
 * Without the docstrings of functions: CPython drops them from the code, so no step ever shows them. One that is a
 * function's whole body stays.
 */
function withoutDocstrings(lexemes: readonly Lexeme[]): readonly Lexeme[] {
  const lines: Lexeme[][] = [];
  for (const lexeme of lexemes) (lines[lexeme.logicalLine] ??= []).push(lexeme);
  const kept = lines.filter((line, i) => {
    if (!line.every((lexeme) => lexeme.kind === 'string' && PLAIN_STRING.test(lexeme.text))) return true;
    const head = lines[i - 1];
    const depth = line[0]?.depth ?? 0;
    const isBody = head !== undefined && isFunctionHead(head) && (head[0]?.depth ?? 0) === depth - 1;
    return !(isBody && lines[i + 1]?.[0]?.depth === depth);
  });
  return kept.length === lines.length ? lexemes : kept.flat();
}

function isFunctionHead(line: readonly Lexeme[]): boolean {
  const first = line[0]?.text;
  return (first === 'def' || (first === 'async' && line[1]?.text === 'def')) && line.at(-1)?.text === ':';
}

function pushLexeme(out: number[], lexeme: Lexeme): void {
  if (lexeme.kind === 'name') pushName(out, lexeme.text);
  else if (lexeme.kind === 'operator') pushOperator(out, lexeme.text);
  else pushCharacters(out, lexeme.text);
}

/**
 * Tokens of a source: each physical line that has lexemes gives `<Lk>`, `<In>` where a logical line begins, and its
 * lexemes.
 */
export function encodeSource(source: string): Result<number[], NotPredictable> {
  const lexed = lex(source);
  if (!lexed.ok) {
    return fail({ reason: 'source-not-lexed', message: `line ${String(lexed.error.line)}: ${lexed.error.message}` });
  }
  const out: number[] = [];
  let line = 0;
  let logicalLine = -1;
  for (const lexeme of withoutDocstrings(lexed.value)) {
    if (lexeme.line > MAX_LINE) return fail({ reason: 'too-many-lines', lines: lexeme.line, limit: MAX_LINE });
    if (lexeme.depth > MAX_INDENT) {
      return fail({ reason: 'too-deep', message: `line ${String(lexeme.line)} is ${String(lexeme.depth)} blocks deep` });
    }
    if (lexeme.line !== line) out.push(LINE_BASE + lexeme.line);
    if (lexeme.logicalLine !== logicalLine) out.push(INDENT_BASE + lexeme.depth);
    line = lexeme.line;
    logicalLine = lexeme.logicalLine;
    pushLexeme(out, lexeme);
  }
  return ok(out);
}

/** The tokens of lexemes alone, without line ids and indents: what two sources are compared by. */
export function encodeLexemes(lexemes: readonly Lexeme[]): number[] {
  const out: number[] = [];
  for (const lexeme of withoutDocstrings(lexemes)) pushLexeme(out, lexeme);
  return out;
}
