/** Reading of command-line options: every wrong one is named, nothing is guessed. */
import { parseArgs, type ParseArgsConfig } from 'node:util';

/** A wrong command line. `main.ts` prints the message and exits with 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** A failure that is not a bug (a missing file, a model that does not load). `main.ts` prints the message and exits with 1. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}

export interface ParsedArguments {
  readonly values: Readonly<Record<string, string | boolean | undefined>>;
  readonly positionals: readonly string[];
}

/** `parseArgs` with its complaints as usage errors. Options may be given once each. */
export function parseOptions(argv: readonly string[], options: NonNullable<ParseArgsConfig['options']>): ParsedArguments {
  try {
    const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true });
    return { values: values as ParsedArguments['values'], positionals };
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

export function text(parsed: ParsedArguments, name: string): string | null {
  const value = parsed.values[name];
  return typeof value === 'string' ? value : null;
}

export function flag(parsed: ParsedArguments, name: string): boolean {
  return parsed.values[name] === true;
}

/** A whole number of at least `least`. */
export function wholeNumber(parsed: ParsedArguments, name: string, fallback: number, least = 1): number {
  const value = text(parsed, name);
  if (value === null) return fallback;
  const number = Number(value);
  if (!Number.isSafeInteger(number) || number < least) throw new UsageError(`--${name} takes a whole number from ${least}, not '${value}'.`);
  return number;
}

export function oneOf<T extends string>(parsed: ParsedArguments, name: string, allowed: readonly T[], fallback: T): T {
  const value = text(parsed, name);
  if (value === null) return fallback;
  const found = allowed.find((choice) => choice === value);
  if (found === undefined) throw new UsageError(`--${name} takes ${allowed.join(', ')}, not '${value}'.`);
  return found;
}

/** The one positional argument of a command. */
export function onlyPositional(parsed: ParsedArguments, what: string): string {
  const [first, ...rest] = parsed.positionals;
  if (first === undefined || rest.length > 0) throw new UsageError(`Expected one ${what}, got ${parsed.positionals.length}.`);
  return first;
}
