/** What a test expects to be there. */
import type { Result } from '../result.ts';

/** The value; throws with the reason where there is none. */
export function unwrap<T>(result: Result<T, unknown>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}
