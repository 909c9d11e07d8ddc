import { assertNever } from '../base/assert.ts';
import type { TraceEnd } from '../trace/wire.ts';

/** Why a trace ended, in one line. */
export function endText(end: TraceEnd | null): string {
  if (end === null) return 'unfinished';
  switch (end.reason) {
    case 'finished':
      return end.value === null ? 'finished' : `finished with ${end.value}`;
    case 'exception': {
      const what = end.message === '' ? end.type : `${end.type}: ${end.message}`;
      return end.line === null ? what : `${what} (line ${end.line})`;
    }
    case 'syntax-error':
      return `syntax error in the ${end.where}${end.line === null ? '' : `, line ${end.line}`}: ${end.message}`;
    case 'step-limit':
      return `stopped after ${end.limit} steps`;
    case 'time-limit':
      return `stopped after ${end.seconds} s`;
    case 'memory-limit':
      return `stopped: the ${end.what} needed more than ${Math.round(end.bytes / 1024 / 1024)} MiB`;
    case 'interpreter-died':
      return `the interpreter died: ${end.message}`;
    case 'stopped':
      return 'stopped';
    case 'exited':
      return `exited with code ${end.code}${end.line === null ? '' : ` (line ${end.line})`}`;
    case 'input-needed':
      return 'waits for a line of input';
    default:
      return assertNever(end);
  }
}
