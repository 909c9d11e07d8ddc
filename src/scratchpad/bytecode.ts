/**
 * The bytecode of a program as the scratchpad's text gives it (`BYTECODE` of the grammar): which instruction a frame is
 * at is said by its *place* in the list of its code's instructions, from 0, as places go up by one where offsets do not.
 */
import { at } from '../base/assert.ts';
import { fail, ok } from '../base/result.ts';
import type { Result } from '../base/result.ts';
import type { PrintedFrame } from '../trace/printed-state.ts';
import type { CodeInfo, InstructionInfo } from '../trace/wire.ts';
import type { NotPredictable } from './step.ts';
import { pushCharacters, pushInteger, pushName } from './tokenizer.ts';
import { Id, LINE_BASE, MAX_LINE } from './vocabulary.ts';

/** What is needed of a trace's header; plain data, so that it can be sent to a worker. */
export interface BytecodeSource {
  readonly codes: readonly CodeInfo[];
  /** Null: the module itself is traced. */
  readonly call: string | null;
}

const MODULE_NAME = '<module>';
const IDENTIFIER = /[\p{ID_Start}_][\p{ID_Continue}]*/uy;
/** Arguments of LOAD_GLOBAL and LOAD_ATTR as `dis` prints them. */
const WITH_NULL = /^([^\s'"]+) \+ NULL(\|self)?$/;

/** A code object of the listing. */
export class ListedCode {
  readonly name: string;
  /** How many codes of the same name stand before it. */
  readonly ordinal: number;
  readonly firstLine: number;
  readonly #instructions: readonly InstructionInfo[];
  readonly #places: ReadonlyMap<number, number>;
  readonly #tokens: (readonly number[])[] = [];

  constructor(code: CodeInfo, ordinal: number) {
    this.name = code.name;
    this.ordinal = ordinal;
    this.firstLine = code.firstLine;
    this.#instructions = code.instructions;
    this.#places = new Map(code.instructions.map((instruction, place) => [instruction.offset, place]));
  }

  get count(): number {
    return this.#instructions.length;
  }

  /** Null: no instruction begins there. */
  placeOf(offset: number): number | null {
    return this.#places.get(offset) ?? null;
  }

  offsetOf(place: number): number | null {
    return this.#instructions[place]?.offset ?? null;
  }

  /** The line of an instruction; `before`, the frame's line until then, where it has none of its own. */
  lineAt(place: number, before: number | null): number {
    return this.#instructions[place]?.line ?? before ?? this.firstLine;
  }

  hasOwnLine(place: number): boolean {
    return (this.#instructions[place]?.line ?? null) !== null;
  }

  /** Name and argument of an instruction. */
  instructionTokens(place: number): readonly number[] {
    return (this.#tokens[place] ??= this.#encodeInstruction(at(this.#instructions, place)));
  }

  #encodeInstruction(instruction: InstructionInfo): readonly number[] {
    const out: number[] = [];
    pushName(out, instruction.name);
    if (instruction.jumpTarget !== null) {
      pushInteger(out, this.placeOf(instruction.jumpTarget) ?? -1);
      return out;
    }
    const withNull = WITH_NULL.exec(instruction.argument);
    if (withNull === null) {
      pushArgument(out, instruction.argument);
    } else {
      pushArgument(out, withNull[1] ?? '');
      out.push(Id.NULL);
      if (withNull[2] !== undefined) pushName(out, 'self');
    }
    return out;
  }
}

/** Identifiers as names, but not inside of string constants; all else by character. */
function pushArgument(out: number[], argument: string): void {
  if (argument.includes("'") || argument.includes('"')) {
    pushCharacters(out, argument);
    return;
  }
  for (let i = 0; i < argument.length; ) {
    IDENTIFIER.lastIndex = i;
    const name = IDENTIFIER.exec(argument)?.[0];
    if (name === undefined) {
      const next = argument.codePointAt(i) ?? 0;
      pushCharacters(out, String.fromCodePoint(next));
      i += next > 0xffff ? 2 : 1;
    } else {
      pushName(out, name);
      i += name.length;
    }
  }
}

export interface FramePlace {
  readonly code: ListedCode;
  readonly place: number;
}

/** The codes of a program, in the order of the trace's header; the module's own only where the module is traced. */
export class Bytecode {
  readonly #codes = new Map<string, ListedCode[]>();
  readonly #listed: ListedCode[] = [];

  constructor({ codes, call }: BytecodeSource) {
    for (const code of codes) {
      if (code.name === MODULE_NAME && call !== null) continue;
      const namesakes = this.#codes.get(code.name) ?? [];
      this.#codes.set(code.name, namesakes);
      const listed = new ListedCode(code, namesakes.length);
      namesakes.push(listed);
      this.#listed.push(listed);
    }
  }

  named(name: string, ordinal: number): ListedCode | null {
    return this.#codes.get(name)?.[ordinal] ?? null;
  }

  /**
   * Where a frame is. A printed frame names its function only: of several of one name the first is taken that has an
   * instruction there on the frame's line, else the first that has one there.
   */
  placeOf(frame: Pick<PrintedFrame, 'function' | 'line' | 'offset'>): FramePlace | null {
    if (frame.offset === null) return null;
    let found: FramePlace | null = null;
    for (const code of this.#codes.get(frame.function) ?? []) {
      const place = code.placeOf(frame.offset);
      if (place === null) continue;
      if (code.lineAt(place, frame.line) === frame.line) return { code, place };
      found ??= { code, place };
    }
    return found;
  }

  /** `BYTECODE`: what follows the source in prompts at instruction granularity. */
  encode(): Result<number[], NotPredictable> {
    const out: number[] = [Id.BY_INSTRUCTION];
    for (const code of this.#listed) {
      out.push(Id.FRAME);
      pushCodeName(out, code);
      let line = -1;
      for (let place = 0; place < code.count; place += 1) {
        const own = code.lineAt(place, line);
        if (own > MAX_LINE) return fail({ reason: 'too-many-lines', lines: own, limit: MAX_LINE });
        if (own !== line && own >= 0) out.push(LINE_BASE + own);
        line = own;
        out.push(Id.INSTRUCTION);
        pushInteger(out, place);
        for (const id of code.instructionTokens(place)) out.push(id);
      }
    }
    return ok(out);
  }
}

/** `name [<of> integer]`. */
export function pushCodeName(out: number[], code: ListedCode): void {
  pushName(out, code.name);
  if (code.ordinal === 0) return;
  out.push(Id.OF);
  pushInteger(out, code.ordinal);
}

export function unknownInstruction(frame: PrintedFrame): NotPredictable {
  return { reason: 'unknown-instruction', function: frame.function, offset: frame.offset };
}
