/**
 * The working of a line step: what the expressions of its line came to, in order of evaluation, each with the values of
 * its parts put in (`3 + 1`, `'a' in counts`). A model writes it before the change that it leads to, so that a line of
 * many operations is as many small ones, and each stands beside what it works on.
 */
import { at } from '../base/assert.ts';
import { liesWithin, sameRange, sourceLines, textOfRange, type SourceRange } from '../trace/source-text.ts';
import type { StepIndex, StepList } from '../trace/line-steps.ts';
import { repr } from '../trace/repr.ts';
import { lineRunAt, type LineRun, type SubExpression } from '../trace/sub-expressions.ts';
import { stateAt } from '../trace/trace-state.ts';
import type { Trace } from '../trace/trace.ts';
import type { RecordIndex } from '../trace/wire.ts';
import { lex } from './lexer.ts';
import { searchReading } from './search-reading.ts';
import { encodeLexemes } from './source.ts';
import { pushName, pushValue } from './tokenizer.ts';
import { GRAMMAR_VERSION, Id, NAME_IDS, type GrammarVersion } from './vocabulary.ts';

/** Values of more characters are not put in for the names and parts that they are of. */
const SHORT = 12;
/** A last value of more characters is told by the change alone. */
const LONGEST_LAST = 64;
/** Tokens of a working. One that is longer leaves out what is worked out again and again; then what does not fit. */
const MAX_TOKENS = 192;
/** Parts of one line and records of one step that are looked at. */
const MAX_PARTS = 120;
const MAX_RECORDS = 2000;

interface Item {
  readonly part: SubExpression;
  readonly run: LineRun;
  readonly value: string;
  readonly ids: readonly number[];
  /** The same without what a search reads. */
  readonly shortIds: readonly number[];
}

/**
 * Tokens of the working that leads from a line step to a later one; none where the trace is by lines, or `steps` are
 * instructions. `version`: that of the model that is to write it.
 */
export function workingTokens(steps: StepList, from: StepIndex, to: StepIndex, version: GrammarVersion = GRAMMAR_VERSION): number[] {
  const { trace } = steps;
  if (trace.header.granularity === 'line' || steps.granularity === 'instruction') return [];
  const items = itemsBetween(trace, steps.recordOf(from), steps.recordOf(to), version);
  const last = items.at(-1);
  if (last !== undefined && (last.value.length > (version >= 6 ? LONGEST_LAST : SHORT) || isDisplay(last))) items.pop();
  const out: number[] = [];
  for (const { ids } of withinBudget(items)) for (const id of ids) out.push(id);
  for (const id of verdictTokens(steps, from, to)) out.push(id);
  return out;
}

const HEAD = /^\s*(if|elif|while)\b(.*)/;
/** `not in` and `is not` are worked out. */
const PARTS = /\b(and|or)\b|(?<!\bis\s+)\bnot\b(?!\s+in\b)/;

/**
 * Whether a condition of several parts (`not`, `and`, `or`) holds: no instruction works that out, jumps between its parts do.
 * It holds where the line that runs next is the one after its own.
 */
function verdictTokens(steps: StepList, from: StepIndex, to: StepIndex): readonly number[] {
  const { trace } = steps;
  const [start, end] = [steps.recordOf(from), steps.recordOf(to)];
  if (steps.eventOf(to) !== 'line' || at(trace.depths, start) !== at(trace.depths, end)) return [];
  const [line, next] = [at(trace.lines, start), at(trace.lines, end)];
  const [, keyword = '', condition = ''] = HEAD.exec(sourceLines(trace.header.source)[line - 1] ?? '') ?? [];
  if (line === next || !PARTS.test(condition) || !/:\s*(#.*)?$/.test(condition)) return [];
  const after = trace.codeAt(start).instructions.reduce((least, { line: own }) => (own !== null && own > line && own < least ? own : least), Infinity);
  const ids: number[] = [Id.EXPRESSION, NAME_IDS.get(keyword) ?? 0, Id.IS];
  pushValue(ids, next === after ? 'True' : 'False');
  return ids;
}

function withinBudget(all: readonly Item[]): readonly Item[] {
  const tokens = (of: readonly Item[]): number => of.reduce((sum, { ids }) => sum + ids.length, 0);
  if (tokens(all) <= MAX_TOKENS) return all;
  const items = all.map((item) => ({ ...item, ids: item.shortIds }));
  if (tokens(items) <= MAX_TOKENS) return items;
  const isRepeated = (item: Item): boolean => items.some((other) => other !== item && other.run.line === item.run.line && sameRange(other.part.range, item.part.range));
  const once = items.filter((item) => !isRepeated(item));
  let left = MAX_TOKENS;
  return once.filter(({ ids }) => (left -= ids.length) >= 0);
}

/**
 * What was worked out by the records after `from`, up to `to`: of the frame that goes on, and of code without a name that it runs.
 * From version 5 on what a comprehension takes is told, and at its end what all its turns came to; from version 7 on what searches read.
 */
function itemsBetween(trace: Trace, from: RecordIndex, to: RecordIndex, version: GrammarVersion): Item[] {
  const tellsTurns = version >= 5;
  const lines = sourceLines(trace.header.source);
  /** The last run that was read of each frame. */
  const runs = new Map<number, LineRun>();
  const items: Item[] = [];
  for (let record = from; record < to && record < from + MAX_RECORDS; record = (record + 1) as RecordIndex) {
    const frame = trace.frameIdAt(record);
    const known = runs.get(frame);
    if (known !== undefined && record <= known.end) continue;
    const run = lineRunAt(trace, record, MAX_PARTS, true);
    if (run === null) continue;
    runs.set(frame, run);
    const turns = tellsTurns ? turnsOfEnding(run, from, to) : null;
    for (const part of run.parts) {
      const isAgain = turns !== null && part.record >= turns.since && part.range !== null && liesWithin(part.range, turns.range);
      if ((part.record <= from && !isAgain) || part.record > to || (known !== undefined && part.record <= known.end)) continue;
      if (!(isTold(part, lines) || isChosen(part, run, lines) || (tellsTurns && isTaken(part, lines)))) continue;
      const value = repr(part.value, stateAt(trace, part.record));
      // What is chosen among constants says itself, and such as an iterator says nothing.
      if (value === part.text || isOpaque(value)) continue;
      const operands = operandsOf(run, part);
      const start = [Id.EXPRESSION, ...textTokens(trace, lines, part, operands)];
      const end: number[] = [Id.IS];
      pushValue(end, value);
      const shortIds = [...start, ...end];
      const read = readingTokens(trace, part, operands, value, version);
      items.push({ part, run, value, shortIds, ids: read.length === 0 ? shortIds : [...start, ...read, ...end] });
    }
  }
  return items.sort((a, b) => a.part.record - b.part.record);
}

/** Calls that are a statement, and give None as such calls do, are told by what they change. */
function isTold({ kind, value, range }: SubExpression, lines: readonly string[]): boolean {
  if (kind === 'call' && value.kind === 'none' && range !== null) return textOfRange(lines, [range[0], 0, range[0], range[1]]).trim() !== '';
  return (kind === 'value' || kind === 'call' || kind === 'truth') && value.kind !== 'null';
}

/** A name that `… if … else …` chose, and no other expression works on: which one it is tells the value. */
function isChosen(part: SubExpression, { parts }: LineRun, lines: readonly string[]): boolean {
  const { kind, range } = part;
  if (kind !== 'name' || range === null || !/\selse\s/.test(lines[range[0] - 1] ?? '')) return false;
  return !parts.some((other) => (other.kind === 'value' || other.kind === 'call' || other.kind === 'truth') && other.range !== null && (liesWithin(range, other.range) || sameRange(range, other.range)));
}

/** A name that a comprehension with a condition takes as it is. */
function isTaken({ kind, range }: SubExpression, lines: readonly string[]): boolean {
  return kind === 'name' && range !== null && /^\s+for\b.*\bif\b/.test((lines[range[2] - 1] ?? '').slice(range[3])) && /[[({]\s*$/.test((lines[range[0] - 1] ?? '').slice(0, range[1]));
}

/**
 * The turns of a comprehension that ends in a step, of which steps before have run some: they are worked out once more, so
 * that what the whole comes to need not be worked out at once. Null where none ends.
 */
function turnsOfEnding({ parts }: LineRun, from: RecordIndex, to: RecordIndex): { readonly since: RecordIndex; readonly range: SourceRange } | null {
  for (const { kind, range, record, text } of parts) {
    if (kind !== 'value' || range === null || record <= from || record > to || !/^[[{].*\bfor\b/s.test(text)) continue;
    const first = parts.find((part) => part.kind === 'assign' && part.range !== null && liesWithin(part.range, range));
    if (first !== undefined && first.record <= from) return { since: first.record, range };
  }
  return null;
}

/** A slice, and what Python prints between angle brackets: text that tells nothing of the value. */
function isOpaque(value: string): boolean {
  return value.startsWith('<') || value.startsWith('slice(');
}

/** Lists, dicts and the like as the source writes them, comprehensions, formatted strings: their text says nothing that their value does not. */
function isDisplay({ part }: { readonly part: SubExpression }): boolean {
  return part.kind === 'value' && /^([[{]|\(.*,|[ft]['"]|rf|fr)/i.test(part.text) && part.range !== null && !/^\[.*\]\s*[[.+*]/.test(part.text);
}

/** The expression with the values of its parts put in where these are short; nothing where the bytecode does not tell it. */
function textTokens(trace: Trace, lines: readonly string[], part: SubExpression, operands: readonly Operand[]): readonly number[] {
  const { range } = part;
  if (range === null || isDisplay({ part })) return [];
  const out: number[] = [];
  let place: readonly [line: number, column: number] = [range[0], range[1]];
  for (const operand of operands) {
    const within = operand.range;
    const value = repr(operand.value, stateAt(trace, operand.record));
    if (value.length > SHORT || isOpaque(value)) continue;
    const before = lexemeTokens(textOfRange(lines, [place[0], place[1], within[0], within[1]]));
    if (before === null) return [];
    for (const id of before) out.push(id);
    pushValue(out, value);
    place = [within[2], within[3]];
  }
  const rest = lexemeTokens(textOfRange(lines, [place[0], place[1], range[2], range[3]]));
  if (rest === null) return [];
  for (const id of rest) out.push(id);
  return out;
}

const NAME = /^[A-Za-z_]\w*$/;

/** What a search reads, behind the name of what it searches where that has one and its value is not put in. */
function readingTokens(trace: Trace, part: SubExpression, operands: readonly Operand[], value: string, version: GrammarVersion): readonly number[] {
  const valueOf = (text: string): string | null => {
    const operand = operands.find((one) => one.text === text);
    return operand === undefined ? null : repr(operand.value, stateAt(trace, operand.record));
  };
  const read = part.kind === 'value' || part.kind === 'call' ? searchReading(part.text, valueOf, value, version) : null;
  if (read === null) return [];
  if (read.whole.length <= SHORT || !NAME.test(read.searched)) return [Id.OF, ...read.ids];
  const named: number[] = [Id.VAR];
  pushName(named, read.searched);
  return [...named, Id.IS, ...read.ids];
}

/** The outermost parts of an expression, as they were worked out last before it, in the order of the source. */
function operandsOf(run: LineRun, part: SubExpression): readonly Operand[] {
  const { range } = part;
  const operands: Operand[] = [];
  // What lies in another is worked out before it.
  for (let place = run.parts.indexOf(part) - 1; place >= 0 && range !== null; place -= 1) {
    const other = at(run.parts, place);
    if (!isOperand(other) || operands.some((known) => overlaps(known.range, other.range))) continue;
    if (liesWithin(other.range, range) || (part.kind === 'truth' && sameRange(other.range, range))) operands.push(other);
  }
  return operands.sort((a, b) => compareStarts(a.range, b.range));
}

type Operand = SubExpression & { readonly range: SourceRange };

function isOperand(part: SubExpression): part is Operand {
  return (part.kind === 'name' || part.kind === 'value' || part.kind === 'call') && part.range !== null && part.value.kind !== 'null';
}

function overlaps(a: SourceRange, b: SourceRange): boolean {
  const [first, second] = compareStarts(a, b) <= 0 ? [a, b] : [b, a];
  return first[2] > second[0] || (first[2] === second[0] && first[3] > second[1]);
}

function compareStarts(a: SourceRange, b: SourceRange): number {
  return a[0] - b[0] || a[1] - b[1];
}

const LEXEMES = new Map<string, readonly number[] | null>();
const MAX_LEXEMES = 5000;

/** Tokens of a piece of source; null where it is none of its own (the inside of a string). */
function lexemeTokens(text: string): readonly number[] | null {
  const known = LEXEMES.get(text);
  if (known !== undefined) return known;
  const lexed = lex(text);
  const tokens = lexed.ok ? encodeLexemes(lexed.value) : null;
  if (LEXEMES.size >= MAX_LEXEMES) LEXEMES.clear();
  LEXEMES.set(text, tokens);
  return tokens;
}
