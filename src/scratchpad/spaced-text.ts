/** Text of lexemes, which have no blanks between them, as a person would write it. */
import { decodeSpelling } from './tokenizer.ts';
import { KEYWORDS, NAME_IDS, OPERATOR_BASE, OPERATORS, TOKENS } from './vocabulary.ts';

/** Keywords that are values stand like names; the others have blanks about them. */
const APART: ReadonlySet<number> = new Set(KEYWORDS.filter((word) => !['None', 'True', 'False'].includes(word)).flatMap((word) => NAME_IDS.get(word) ?? []));
/** Operators that stand close to their operands. */
const CLOSE: ReadonlySet<string> = new Set(['**', '...']);
const BINARY = /^[-+*/%<>&|^@]$/;
/** What an operand ends with: an operator after it has two. */
const OPERAND_END = /[\p{L}\p{N}_)\]}'"]$/u;

/** What text tokens from one place to another spell, with blanks about operators and keywords; what is in quotes as it is. */
export function spacedText(ids: ArrayLike<number>, from = 0, to = ids.length): string {
  let text = '';
  let quote = '';
  let escaped = false;
  /** The first token that is not in `text` yet: a character of more than one byte is several tokens. */
  let pending = from;
  const flush = (before: number): void => {
    text += decodeSpelling(ids, pending, before) ?? '';
    pending = before + 1;
  };
  const apart = (word: string): void => {
    text = `${text === '' || /[\s([{=]$/.test(text) ? text : `${text} `}${word} `;
  };
  for (let place = from; place < to; place += 1) {
    const id = ids[place] ?? 0;
    const word = TOKENS[id] ?? '';
    if (quote !== '') {
      if (escaped) escaped = false;
      else if (word === '\\') escaped = true;
      else if (word === quote) quote = '';
    } else if (APART.has(id) || (id >= OPERATOR_BASE && id < OPERATOR_BASE + OPERATORS.length && !CLOSE.has(word))) {
      flush(place);
      apart(word);
    } else if (BINARY.test(word)) {
      flush(place);
      if (OPERAND_END.test(text)) apart(word);
      else text += word;
    } else if (word === ',') {
      flush(place);
      text += ', ';
    } else if (word === "'" || word === '"') quote = word;
  }
  flush(to);
  return text.trimEnd();
}
