/**
 * Tokens with how far each one stands before the end of its value, for a network whose embedding sees that
 * (`Session.looksAhead`): one integer each, so that texts are compared by both at once. What stands ahead is known of a prompt
 * alone; of a token that the model writes it is not, and that is the token itself.
 *
 * The twin of `offset_ids` in `training/told.py`; the known answers of a release tell if they part.
 */
import { BYTE_BASE, COMMA_SPACE } from '../scratchpad/vocabulary.ts';

const TOKEN_BITS = 16;
const AHEAD_BITS = 7;
const MOST_AHEAD = (1 << AHEAD_BITS) - 1;

/**
 * The tokens of a prompt, placed.
 * @param followed whether a structure token follows them; else the value that they may end in has no known end.
 */
export function placedTokens(tokens: readonly number[], followed: boolean): number[] {
  const placed = Array<number>(tokens.length);
  let end: number | null = followed ? tokens.length : null;
  let items = 1;
  for (let place = tokens.length - 1; place >= 0; place--) {
    const token = tokens[place]!;
    placed[place] = end === null ? token : token | (Math.min(end - place, MOST_AHEAD) << TOKEN_BITS) | (Math.min(items, MOST_AHEAD) << (TOKEN_BITS + AHEAD_BITS));
    if (token === COMMA_SPACE) items += 1;
    if (token < BYTE_BASE) {
      end = place;
      items = 1;
    }
  }
  return placed;
}

/** Placed tokens taken apart: the tokens, and of each how many tokens and how many items, its own included, its value goes on for; 0, 0 where that is not known. */
export function takenApart(placed: Int32Array): { readonly tokens: Int32Array; readonly ahead: Int32Array } {
  const ahead = new Int32Array(2 * placed.length);
  placed.forEach((token, i) => {
    ahead[2 * i] = (token >> TOKEN_BITS) & MOST_AHEAD;
    ahead[2 * i + 1] = token >> (TOKEN_BITS + AHEAD_BITS);
  });
  return { tokens: placed.map((token) => token & ((1 << TOKEN_BITS) - 1)), ahead };
}
