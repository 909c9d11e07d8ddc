/**
 * One sentence a step in plain words: the facts of `step-facts.ts`, worded. It stands here and not with the words of the
 * page because the command line has the same sentences; another language is another such file.
 */
import { assertNever } from '../base/assert.ts';
import type { Decision, NamedValue } from './line-run.ts';
import type { NamedObjectChange } from './state-changes.ts';
import type { CodeRole, StepFact, StepFacts } from './step-facts.ts';

/** A piece of a sentence; `isCode`: a name or a value of the program, to be set as code. */
export interface SentencePart {
  readonly text: string;
  readonly isCode: boolean;
}

export type Sentence = readonly SentencePart[];

/** More happens at once than a sentence can hold. */
const MAX_FACTS = 4;

/** The sentence as plain text, for a live region, a title or a table. */
export function sentenceText(sentence: Sentence): string {
  return sentence.map((part) => part.text).join('');
}

export function stepSentence({ facts, reasons, returned }: StepFacts): Sentence {
  if (facts.length === 0) return [];
  const told = facts.slice(0, MAX_FACTS).map((fact) => (fact.kind === 'object' && facts.length > 1 ? [...factParts(fact), ...aliasParts(fact.change)] : factParts(fact)));
  const parts = joinParts(told, '; ');
  if (facts.length > MAX_FACTS) parts.push(plain(` (and ${facts.length - MAX_FACTS} more)`));
  const [only] = facts;
  if (only?.kind === 'decision' && facts.length === 1) parts.splice(0, Infinity, ...decisionParts(only.decision, reasons, returned));
  else parts.push(...reasonParts(reasons, returned, facts[0]?.kind === 'raised'));
  if (only?.kind === 'object' && facts.length === 1) parts.push(...aliasParts(only.change));
  parts.push(plain('.'));
  const [first, ...rest] = parts;
  return first === undefined || first.isCode ? parts : [plain(first.text.charAt(0).toUpperCase() + first.text.slice(1)), ...rest];
}

function plain(text: string): SentencePart {
  return { text, isCode: false };
}

function code(text: string): SentencePart {
  return { text, isCode: true };
}

/** Words with code in between: strings of the template are words, what is filled in is code. */
function words(strings: TemplateStringsArray, ...values: readonly string[]): SentencePart[] {
  return strings.flatMap((text, index) => {
    const value = values[index];
    return [...(text === '' ? [] : [plain(text)]), ...(value === undefined ? [] : [code(value)])];
  });
}

function joinParts(lists: readonly (readonly SentencePart[])[], separator: string, lastSeparator = separator): SentencePart[] {
  return lists.flatMap((parts, index) => (index === 0 ? [...parts] : [plain(index === lists.length - 1 ? lastSeparator : separator), ...parts]));
}

function reasonParts(reasons: readonly NamedValue[], returned: readonly NamedValue[], isException: boolean): SentencePart[] {
  const lists = [...reasons.map(({ name, text }) => words`${name} is ${text}`), ...returned.map(({ name, text }) => words`${name} returned ${text}`)];
  if (lists.length === 0) return [];
  const joined = joinParts(lists, ', ', ' and ');
  return isException ? [plain(' ('), ...joined, plain(')')] : [plain(', because '), ...joined];
}

function decisionParts({ condition, holds }: Decision, reasons: readonly NamedValue[], returned: readonly NamedValue[]): SentencePart[] {
  const itself = reasons.find(({ name }) => name === condition);
  if (itself === undefined) return [...words`${condition} is `, plain(holds ? 'true' : 'false'), ...reasonParts(reasons, returned, false)];
  if (itself.text === 'True' || itself.text === 'False') return words`${condition} is ${itself.text}`;
  return [...words`${condition} is ${itself.text}`, plain(holds ? ', which counts as true' : ', which counts as false')];
}

function roleParts({ role, name }: CodeRole): SentencePart[] {
  switch (role) {
    case 'module':
      return [plain('the program')];
    case 'function':
      return [code(name)];
    case 'class-body':
      return words`the body of class ${name}`;
    case 'lambda':
      return [plain('the lambda')];
    case 'generator-expression':
      return [plain('the generator expression')];
  }
}

function factParts(fact: StepFact): SentencePart[] {
  switch (fact.kind) {
    case 'called':
      return calledParts(fact);
    case 'resumed':
      return [...roleParts(fact.code), plain(' goes on from where it waited')];
    case 'begins':
      return [plain('nothing in '), ...roleParts(fact.code), plain(' has run yet')];
    case 'variable': {
      const { name, before, after, aliases, typeName } = fact.change;
      if (after === null) return [code(name), plain(' is gone')];
      const [alias] = aliases;
      const change = before === null ? words`${name} becomes ${after}` : words`${name} goes from ${before} to ${after}`;
      if (fact.returnedBy !== null) return [...change, plain(', which '), ...roleParts(fact.returnedBy), plain(' returned')];
      return alias === undefined ? change : [...change, plain(`, the very ${typeName ?? 'object'} that `), code(alias), plain(' names')];
    }
    case 'defined':
      return fact.what === 'function' ? words`the function ${fact.name} is defined` : words`the class ${fact.name} is defined`;
    case 'imported':
      return [...joinParts(fact.names.map((name) => [code(name)]), ', ', ' and '), plain(fact.names.length === 1 ? ' is imported' : ' are imported')];
    case 'object':
      return changeParts(fact.change.change);
    case 'loop-next': {
      const values = joinParts(fact.values.map(({ name, text }) => words`${name} is ${text}`), ', ');
      return [plain(fact.round === null ? 'the loop goes on: ' : `round ${fact.round} of the loop: `), ...values];
    }
    case 'loop-end':
      return [plain('the loop has no more values and ends')];
    case 'decision':
      return [code(fact.decision.condition), plain(fact.decision.holds ? ' is true' : ' is false')];
    case 'handler':
      return fact.fits ? words`the exception matches ${fact.name}, so it is caught here` : words`the exception does not match ${fact.name}`;
    case 'printed':
      return fact.text === '' ? [plain('an empty line is printed')] : words`${fact.text.replaceAll('\n', '⏎')} is printed`;
    case 'returned':
      return returnedParts(fact);
    case 'yielded':
      return [...roleParts(fact.code), ...words` yields ${fact.value}`];
    case 'raised':
      return [plain(`line ${fact.line} raises `), code(fact.exception)];
    case 'passed-on':
      return [...roleParts(fact.from), plain(' does not catch '), code(fact.exception), plain(fact.to.role === 'module' ? ', so it goes on to ' : ', so it goes on to its caller, '), ...roleParts(fact.to)];
    case 'goes-on':
      return [plain(`after the exception, line ${fact.line} is next`)];
    case 'back': {
      const back = [plain('back in '), ...roleParts(fact.code)];
      return fact.dropped === null ? [...back, plain(' from '), ...roleParts(fact.from)] : [...back, plain('; what '), ...roleParts(fact.from), ...words` returned, ${fact.dropped}, is not used`];
    }
    case 'ran':
      return [plain(fact.certain ? `line ${fact.line} has run; no variable changed` : `line ${fact.line} has run`)];
    case 'instruction':
      return instructionParts(fact.text, fact.taken, fact.put);
    default:
      return assertNever(fact);
  }
}

function calledParts({ code: called, parameters, fromLine }: Extract<StepFact, { kind: 'called' }>): SentencePart[] {
  if (called.role === 'module' || called.role === 'class-body' || called.role === 'generator-expression') return [...roleParts(called), plain(' begins')];
  const head = fromLine === null ? [...roleParts(called), plain(' is called')] : [plain(`line ${fromLine} calls `), ...roleParts(called)];
  if (parameters.length === 0) return head;
  return [...head, plain(' with '), ...joinParts(parameters.map(({ name, text }) => words`${name} = ${text}`), ', ', ' and ')];
}

function returnedParts({ code: role, value, atEnd, isGenerator }: Extract<StepFact, { kind: 'returned' }>): SentencePart[] {
  if (isGenerator && role.role === 'function') return [...roleParts(role), plain(' ends')];
  if (role.role === 'module' || role.role === 'class-body' || role.role === 'generator-expression') return [...roleParts(role), plain(' ends')];
  if (atEnd && value === 'None' && role.role === 'function') return [...roleParts(role), plain(' ends without a '), code('return'), plain(', which gives '), code('None')];
  return [...roleParts(role), ...words` returns ${value}`];
}

const WHERE = { end: ['at its end', 'from its end'], start: ['at its front', 'from its front'], inside: ['in between', 'from in between'] } as const;

/** Who sees the change as well, having the very object. */
function aliasParts({ typeName, aliases }: NamedObjectChange): SentencePart[] {
  const [alias] = aliases;
  return alias === undefined ? [] : [plain(' ('), code(alias), plain(` is the same ${typeName})`)];
}

function changeParts(change: NamedObjectChange['change']): SentencePart[] {
  const { path } = change;
  switch (change.kind) {
    case 'item': {
      const place = path + change.place;
      if (change.before === null) return words`${place} becomes ${change.after ?? ''}`;
      return change.after === null ? words`${place} is gone (it was ${change.before})` : words`${place} goes from ${change.before} to ${change.after}`;
    }
    case 'swapped':
      return words`${path + change.places[0]} and ${path + change.places[1]} swap their values`;
    case 'added':
      return [code(path), plain(' gains '), ...joinParts(change.items.map((item) => [code(item)]), ', ', ' and '), ...(change.where === null ? [] : [plain(` ${WHERE[change.where][0]}`)])];
    case 'removed':
      return [code(path), plain(' loses '), ...joinParts(change.items.map((item) => [code(item)]), ', ', ' and '), ...(change.where === null ? [] : [plain(` ${WHERE[change.where][1]}`)])];
    case 'whole':
      return words`${path} goes from ${change.before} to ${change.after}`;
    case 'changed':
      return words`${path} changes`;
    default:
      return assertNever(change);
  }
}

function instructionParts(text: string, taken: readonly string[], put: readonly string[]): SentencePart[] {
  const list = (values: readonly string[]): SentencePart[] => joinParts(values.map((value) => [code(value)]), ', ', ' and ');
  if (taken.length === 0 && put.length === 0) return [code(text), plain(' leaves the value stack as it was')];
  if (taken.length === 0) return [code(text), plain(' puts '), ...list(put), plain(' on the value stack')];
  if (put.length === 0) return [code(text), plain(' takes '), ...list(taken), plain(' from the value stack')];
  return [code(text), plain(' takes '), ...list(taken), plain(' from the value stack and puts '), ...list(put)];
}
