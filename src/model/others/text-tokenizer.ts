/** The tokenizer of a model of another make: tokenizer.json and tokenizer_config.json, by @huggingface/tokenizers. */
import { Tokenizer } from '@huggingface/tokenizers';

export interface TextTokenizer {
  /** Ids of a text. Texts of special tokens in it become these tokens. @param special whether the tokenizer adds its own round it. */
  encode(text: string, special: boolean): number[];
  /** What `ids` add to a text that ends with `before`: some tokens are spelled otherwise where a text begins. */
  decodeAfter(before: readonly number[], ids: readonly number[]): string;
  /** One token as it is shown: blanks made visible. */
  describe(id: number): string;
  idOf(token: string): number | undefined;
  /** The largest id that there is. */
  readonly largestId: number;
}

/** Tokens before an answer that its first one may depend on. */
const CONTEXT = 4;

/** Throws where the files are none that the library knows. */
export function textTokenizer(tokenizer: object, config: object): TextTokenizer {
  const inner = new Tokenizer(tokenizer, config);
  let largestId = -1;
  for (const id of inner.get_vocab().values()) largestId = Math.max(largestId, id);
  const decode = (ids: readonly number[]): string => (ids.length === 0 ? '' : inner.decode([...ids], { skip_special_tokens: false, clean_up_tokenization_spaces: false }));
  const decodeAfter = (before: readonly number[], ids: readonly number[]): string => {
    const head = before.slice(-CONTEXT);
    return decode([...head, ...ids]).slice(decode(head).length);
  };
  const shown = new Map<number, string>();
  return {
    largestId,
    encode: (text, special) => (text === '' ? [] : inner.encode(text, { add_special_tokens: special }).ids),
    decodeAfter,
    describe(id) {
      let text = shown.get(id);
      if (text === undefined) {
        // In the middle of a text, so that a leading blank is not lost.
        const spelled = decodeAfter(inner.encode('a', { add_special_tokens: false }).ids, [id]);
        text = (spelled === '' ? (inner.id_to_token(id) ?? `<unknown:${id}>`) : spelled).replaceAll('\n', '⏎').replaceAll('\t', '⇥').replaceAll(' ', '␣');
        shown.set(id, text);
      }
      return text;
    },
    idOf: (token) => inner.token_to_id(token),
  };
}
