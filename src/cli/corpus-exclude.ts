/**
 * Keeps programs of a benchmark out of the corpus: a program goes if one of its functions equals one of theirs, names
 * aside, or if it shares a run of tokens with theirs.
 */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { lex, type Lexeme } from '../scratchpad/lexer.ts';
import { encodeLexemes } from '../scratchpad/source.ts';
import { KEYWORDS } from '../scratchpad/vocabulary.ts';
import { CommandError } from './arguments.ts';

export type ExclusionReason = 'excluded-same-function' | 'excluded-shared-run';

const KEYWORD_SET: ReadonlySet<string> = new Set(KEYWORDS);
const row = z.object({ code: z.string() });

/**
 * The functions of a source, each as one text: lexemes with the variables and the function's own name numbered in the
 * order in which they come. Attributes and other called names stay.
 */
export function functionKeys(lexemes: readonly Lexeme[]): string[] {
  const keys: string[] = [];
  for (let start = 0; start < lexemes.length; start += 1) {
    const head = lexemes[start];
    if (head?.text !== 'def' || head.kind !== 'name') continue;
    let end = start + 1;
    // Up to the next logical line that is no deeper than the head's.
    for (; end < lexemes.length; end += 1) {
      const lexeme = lexemes[end];
      if (lexeme !== undefined && lexeme.logicalLine !== head.logicalLine && lexeme.depth <= head.depth) break;
    }
    keys.push(functionKey(lexemes.slice(start, end), head.depth));
  }
  return keys;
}

function functionKey(lexemes: readonly Lexeme[], depth: number): string {
  const numbers = new Map<string, string>();
  const own = lexemes[1]?.text ?? '';
  let line = -1;
  return lexemes
    .map((lexeme, i) => {
      const indent = lexeme.logicalLine === line ? '' : `\n${lexeme.depth - depth} `;
      line = lexeme.logicalLine;
      const kept =
        lexeme.kind !== 'name' ||
        KEYWORD_SET.has(lexeme.text) ||
        lexemes[i - 1]?.text === '.' ||
        (lexemes[i + 1]?.text === '(' && lexeme.text !== own);
      if (kept) return indent + lexeme.text;
      const number = numbers.get(lexeme.text) ?? `$${numbers.size}`;
      numbers.set(lexeme.text, number);
      return indent + number;
    })
    .join(' ');
}

function tokenText(lexemes: readonly Lexeme[]): string {
  return String.fromCharCode(...encodeLexemes(lexemes));
}

export class Exclusions {
  readonly #functions = new Set<string>();
  readonly #runs = new Set<string>();
  readonly #runLength: number;

  /** `runLength`: tokens in a row that two programs may not share. */
  constructor(sources: Iterable<string>, runLength: number) {
    this.#runLength = runLength;
    for (const source of sources) {
      const lexed = lex(source);
      if (!lexed.ok) continue;
      for (const key of functionKeys(lexed.value)) this.#functions.add(key);
      const text = tokenText(lexed.value);
      for (let i = 0; i + runLength <= text.length; i += 1) this.#runs.add(text.slice(i, i + runLength));
    }
  }

  /** Why a source must stay out; null where it need not. A source that does not lex is for others to refuse. */
  reasonAgainst(source: string): ExclusionReason | null {
    const lexed = lex(source);
    if (!lexed.ok) return null;
    if (functionKeys(lexed.value).some((key) => this.#functions.has(key))) return 'excluded-same-function';
    const text = tokenText(lexed.value);
    for (let i = 0; i + this.#runLength <= text.length; i += 1) {
      if (this.#runs.has(text.slice(i, i + this.#runLength))) return 'excluded-shared-run';
    }
    return null;
  }
}

/** The sources of JSON-lines files: the `code` of every row. Throws a `CommandError` for a file that cannot be read. */
export function readSources(files: readonly string[]): string[] {
  return files.flatMap((file) => {
    let text: string;
    try {
      text = readFileSync(file, 'utf8');
    } catch (error) {
      throw new CommandError(`${file}: ${error instanceof Error ? error.message : String(error)}`);
    }
    return text.split('\n').filter((line) => line.trim() !== '').map((line, i) => {
      const parsed = row.safeParse(parseJson(line));
      if (!parsed.success) throw new CommandError(`${file}:${i + 1} has no "code".`);
      return parsed.data.code;
    });
  });
}

/** The JSON value of a line, or undefined. */
export function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
