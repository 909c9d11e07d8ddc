/**
 * The tokens of the scratchpad: a fixed list, so that nothing is learnt from data and any text can be written. Ids are
 * stable: tokens are never moved or renamed. `GRAMMAR.md` says it in prose.
 *
 * Layout: structure 0–31, jumps, indents, line ids, the 256 bytes (a printable ASCII byte is its character), the two
 * value separators, operators, words, bytecode instruction names, reserved ids.
 */

export const GRAMMAR_VERSION = 8;
/**
 * 1: values are written whole, iterators without what they run over where a variable holds it. Links made then are read
 * by it. 2: prompts have no statement, answers no working. 3: prompts have no flow, workings not what `… if … else …` chose.
 * 4: prompts have no lengths, workings of a comprehension's end not what its turns came to. 5: workings leave out a last value of more
 * than a few characters. 6: workings do not tell what searches read. 7: nor what slices and such as `replace`, `split`, `startswith` read.
 */
export type GrammarVersion = 1 | (typeof MODEL_GRAMMARS)[number];

/** Versions whose prompts can be written: what models that serve were trained with. */
export const MODEL_GRAMMARS = [2, 3, 4, 5, 6, 7, 8] as const;

/** The version that a number names; the present one where it is not known. */
export function grammarVersionOf(version: number): GrammarVersion {
  return version === 1 ? 1 : (MODEL_GRAMMARS.find((known) => known === version) ?? GRAMMAR_VERSION);
}
export const VOCABULARY_SIZE = 1024;

/** Ids of the structure tokens. The text of `Id.POP` is `<pop>`, and so on. */
export const Id = {
  PAD: 0,
  BOS: 1,
  EOS: 2,
  DIRECT: 3,
  SCRATCHPAD: 4,
  COMPACT: 5,
  COMPACT_STEP_IN: 6,
  DYNAMIC: 7,
  BY_LINE: 8,
  BY_INSTRUCTION: 9,
  STATE: 10,
  FRAME: 11,
  VAR: 12,
  IS: 13,
  GLOBALS: 14,
  ITERATOR: 15,
  OF: 16,
  STACK: 17,
  ENTRY: 18,
  NULL: 19,
  LINE: 20,
  CALL: 21,
  RETURN: 22,
  EXCEPTION: 23,
  INSTRUCTION: 24,
  POP: 25,
  PUSH: 26,
  AT: 27,
  DELETE: 28,
  ITERATORS: 29,
  EXPRESSION: 30,
  ANSWER: 31,
} as const;

/** `<jump:n>` is `JUMP_BASE + n`, n from 1. */
export const JUMP_BASE = 31;
export const MAX_JUMP = 32;
/** `<In>` is `INDENT_BASE + n`, n from 0. */
export const INDENT_BASE = 64;
export const MAX_INDENT = 15;
/** `<Lk>` is `LINE_BASE + k`, k from 0: a module that has not begun its first line is at line 0. */
export const LINE_BASE = 80;
export const MAX_LINE = 255;
/** The byte b is `BYTE_BASE + b`; for ASCII that is the character. */
export const BYTE_BASE = 336;
/** ", " and ": " between the parts of a value. */
export const COMMA_SPACE = 592;
export const COLON_SPACE = 593;
export const OPERATOR_BASE = 594;

/** Operators of more than one character. */
export const OPERATORS: readonly string[] = words(
  '== != <= >= += -= *= /= //= %= **= @= &= |= ^= <<= >>= ** // << >> -> := ...',
);

/** Hard and soft keywords. They are tokens only where the whole name is the keyword. */
export const KEYWORDS: readonly string[] = words(`
  False None True and as assert async await break class continue def del elif else except finally for from global if
  import in is lambda nonlocal not or pass raise return try while with yield match case type`);

/** Names of code objects that no identifier can have. */
const CODE_NAMES = words('<module> <lambda> <genexpr>');

/** Built-in names, methods of built-in types and names that programs everywhere use. */
const NAMES = words(`
  abs all any bin bool chr dict divmod enumerate filter float format frozenset getattr hasattr hash hex int
  isinstance issubclass iter len list map max min next object oct ord pow print property range repr reversed round
  set setattr slice sorted str sum super tuple zip input id Exception ValueError KeyError IndexError TypeError
  ZeroDivisionError StopIteration AttributeError AssertionError capitalize casefold center count encode endswith
  expandtabs find index isalnum isalpha isascii isdecimal isdigit isidentifier islower isnumeric isprintable isspace
  istitle isupper join ljust lower lstrip maketrans partition removeprefix removesuffix replace rfind rindex rjust
  rpartition rsplit rstrip split splitlines startswith strip swapcase title translate upper zfill append clear copy
  extend insert pop remove reverse sort fromkeys get items keys popitem setdefault update values add difference
  discard intersection isdisjoint issubset issuperset union math string heapq re Counter defaultdict deque sqrt gcd
  List Dict self cls args kwargs init text nums num number numbers result results res ret array arr lst data item
  char chars word letter letters line lines val vals value key left right low high lo hi mid start end stop step
  total size length first last prev current cur node root head tail stack matrix row rows col cols grid target limit
  idx dct dic table output strings sub substring prefix suffix sep new old temp tmp flag found seen visited pos
  position offset base digit digits power factor prime even odd best answer ans out counter counts freq func fn test
  check pair pairs group groups part parts token tokens words other name names state done level width path main seq
  elem element elements mapping dp`);

/** Instruction names of CPython 3.14 that compiled programs commonly hold; others are spelled. */
const INSTRUCTION_NAMES = words(`
  RESUME CHECK_EXC_MATCH END_FOR FORMAT_SIMPLE GET_ITER MAKE_FUNCTION NOT_TAKEN POP_EXCEPT POP_ITER POP_TOP
  PUSH_EXC_INFO PUSH_NULL RETURN_VALUE STORE_SUBSCR TO_BOOL UNARY_NEGATIVE UNARY_NOT BINARY_OP BUILD_LIST BUILD_MAP
  BUILD_SET BUILD_STRING BUILD_TUPLE CALL CALL_KW COMPARE_OP CONTAINS_OP COPY FOR_ITER IS_OP JUMP_BACKWARD
  JUMP_FORWARD LIST_APPEND LIST_EXTEND LOAD_ATTR LOAD_CONST LOAD_DEREF LOAD_FAST LOAD_FAST_AND_CLEAR
  LOAD_FAST_BORROW LOAD_FAST_BORROW_LOAD_FAST_BORROW LOAD_FAST_LOAD_FAST LOAD_GLOBAL LOAD_SMALL_INT MAKE_CELL
  MAP_ADD POP_JUMP_IF_FALSE POP_JUMP_IF_NOT_NONE POP_JUMP_IF_TRUE RAISE_VARARGS RERAISE SET_ADD STORE_DEREF
  STORE_FAST STORE_FAST_LOAD_FAST STORE_FAST_STORE_FAST SWAP UNPACK_SEQUENCE YIELD_VALUE`);

function words(list: string): readonly string[] {
  return [...new Set(list.trim().split(/\s+/))];
}

function byteText(byte: number): string {
  if (byte === 9 || byte === 10 || (byte >= 32 && byte < 127)) return String.fromCharCode(byte);
  return `<0x${byte.toString(16).toUpperCase().padStart(2, '0')}>`;
}

function numbered(from: number, to: number, text: (n: number) => string): string[] {
  return Array.from({ length: to - from + 1 }, (_, i) => text(from + i));
}

/** The text of every token, by id; `VOCABULARY_SIZE` long, no two alike. */
export const TOKENS: readonly string[] = (() => {
  const tokens = [
    ...Object.keys(Id).map((name) => `<${name.toLowerCase().replaceAll('_', '-')}>`),
    ...numbered(1, MAX_JUMP, (n) => `<jump:${String(n)}>`),
    ...numbered(0, MAX_INDENT, (n) => `<I${String(n)}>`),
    ...numbered(0, MAX_LINE, (n) => `<L${String(n)}>`),
    ...numbered(0, 255, byteText),
    ', ',
    ': ',
    ...OPERATORS,
    ...KEYWORDS,
    ...CODE_NAMES,
    ...NAMES,
    ...INSTRUCTION_NAMES,
  ];
  const free = VOCABULARY_SIZE - tokens.length;
  return [...tokens, ...numbered(0, free - 1, (k) => `<reserved:${String(k)}>`)];
})();

const FIRST_WORD = OPERATOR_BASE + OPERATORS.length;
/** First id past the words and instruction names. */
export const RESERVED_BASE = FIRST_WORD + KEYWORDS.length + CODE_NAMES.length + NAMES.length + INSTRUCTION_NAMES.length;

/** Whole names that are one token. */
export const NAME_IDS: ReadonlyMap<string, number> = new Map(
  TOKENS.slice(FIRST_WORD, RESERVED_BASE).map((text, i) => [text, FIRST_WORD + i]),
);
/** Words that may also be a piece of a longer name: all but keywords and code names. */
export const PIECE_IDS: ReadonlyMap<string, number> = new Map(
  [...NAME_IDS].filter(([text]) => NAMES.includes(text)),
);
export const OPERATOR_IDS: ReadonlyMap<string, number> = new Map(OPERATORS.map((text, i) => [text, OPERATOR_BASE + i]));

/** A token that structures the text, as against one that spells it. */
export function isStructure(id: number): boolean {
  return id < BYTE_BASE || id >= RESERVED_BASE;
}

/** A token that may stand in a value: a byte or a value separator. */
export function isValueToken(id: number): boolean {
  return id >= BYTE_BASE && id <= COLON_SPACE;
}

/** A token that may stand in a name: a byte or a word. */
export function isNameToken(id: number): boolean {
  return (id >= BYTE_BASE && id < COMMA_SPACE) || (id >= FIRST_WORD && id < RESERVED_BASE);
}
