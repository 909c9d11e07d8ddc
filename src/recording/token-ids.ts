/** Ids for the texts of tokens of another vocabulary: those that are the scratchpad's own have its ids, others get ids past its last one. */
import type { TokenChoice } from '../model/protocol.ts';
import { RESERVED_BASE, TOKENS, VOCABULARY_SIZE } from '../scratchpad/vocabulary.ts';

export class TokenIds {
  readonly #ids = new Map<string, number>(TOKENS.slice(0, RESERVED_BASE).map((text, id) => [text, id]));
  #next = VOCABULARY_SIZE;

  choice({ text, logprob }: { readonly text: string; readonly logprob: number }): TokenChoice {
    let id = this.#ids.get(text);
    if (id === undefined) {
      id = this.#next;
      this.#next += 1;
      this.#ids.set(text, id);
    }
    return { id, text, logProbability: Math.min(0, logprob) };
  }
}
