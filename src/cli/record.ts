/** What the commands that run programs have in common. */
import { runRequest as instructionRequest } from '../python/node-runner.ts';
import type { RunRequest } from '../python/protocol.ts';

/** A run by lines with the limits and inputs that most commands use; `parts` says what differs. */
export function runRequest(source: string, parts: Partial<Omit<RunRequest, 'source'>> = {}): RunRequest {
  return instructionRequest(source, { granularity: 'line', ...parts });
}
