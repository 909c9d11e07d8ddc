/** A data set from a file. */
import { readFileSync } from 'node:fs';
import { parseDataset, type Problem } from '../evaluation/dataset.ts';
import { CommandError } from './arguments.ts';

/** The problems of a data set. Throws `CommandError` where there is no such file, or a line of it is no row. */
export function readDataset(file: string): Problem[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new CommandError(String(error));
  }
  const problems = parseDataset(text);
  if (problems.ok) return problems.value;
  const { line, message } = problems.error;
  throw new CommandError(line === 0 ? `${file}: ${message}` : `${file}, line ${line}: ${message}`);
}
