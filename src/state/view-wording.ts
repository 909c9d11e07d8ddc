/** Phrases of the views that hold a number or a name. Another language words them in its own order. */
import { count, percent } from './wording.ts';

const number = (n: number): string => n.toLocaleString('en');

export function linePhrase(line: number): string {
  return `line ${line}`;
}

/** Of a control that is there once a line, which line it is about. */
export function atLine(what: string, line: number): string {
  return `${what}, line ${line}`;
}

/** A fault of the code, and where it is. */
export function faultPhrase(line: number, message: string): string {
  return `Line ${line}: ${message}`;
}

/** @param step from 1. */
export function atStep(what: string, step: number): string {
  return `${what}, step ${step}`;
}

export function isStep(what: string, step: number): string {
  return `${what}: step ${number(step)}`;
}

/** A button's name with the key that does the same. */
export function withKey(name: string, key: string): string {
  return `${name} (${key})`;
}

export function outOf(part: number, whole: number): string {
  return `${number(part)} of ${number(whole)}`;
}

export function malformedAnswers(n: number): string {
  return `${count(n, 'answer')} malformed`;
}

export function notPredictableSteps(n: number): string {
  return `${count(n, 'step')} not predictable`;
}

export function notListedSteps(n: number): string {
  return `${count(n, 'more step')} not listed; the strip above shows all of them.`;
}

/** How often whole states were right, then each part of them: its name, and of how many it was right. */
export function accuracyPhrase(full: number, predicted: number, parts: readonly (readonly [name: string, right: number])[]): string {
  return `${full} of ${count(predicted, 'prediction')} wholly right. ${parts.map(([name, right]) => `${name}: ${percent(right, predicted)}`).join('. ')}.`;
}

/** A geometric mean of the probabilities of tokens. */
export function aToken(probability: string): string {
  return `${probability} a token`;
}

export function tokensPhrase(tokens: number, verified: number): string {
  return `${count(tokens, 'token')}, ${number(verified)} of them confirmed in one pass.`;
}

/** Items that an iterator has given; null where it does not tell. */
export function takenPhrase(taken: number | null): string {
  return taken === null ? 'place not known' : `${taken} taken`;
}

export function referencesAway(what: string, references: number): string {
  return `${what}, ${references} references away`;
}

export function moreCharacters(n: number): string {
  return `${number(n)} more`;
}

export function questionsPhrase(n: number): string {
  return `of ${count(n, 'question')}`;
}

export function inputLines(what: string, lines: number): string {
  return `${what}: ${count(lines, 'line')}`;
}

export function stepsPhrase(n: number): string {
  return count(n, 'step');
}

export function charactersPhrase(n: number): string {
  return count(n, 'character');
}

/** @param step from 1. What a screen reader hears of it first. */
export function stepHeard(step: number, count: number, what: string): string {
  return `Step ${step} of ${count}: ${what}`;
}

export function parametersPhrase(parameters: number): string {
  return `${(parameters / 1e6).toFixed(1)}M parameters`;
}

/** Behind a rate. */
export function ofStepsRight(steps: number): string {
  return `of ${count(steps, 'step')} right`;
}
