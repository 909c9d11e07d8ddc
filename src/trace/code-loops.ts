/**
 * The loops of a code object: natural loops of its control flow, found from the jumps back. Code that leaves a loop for
 * good (a `break`, a `return`) is no part of it; handlers that go on with it are, wherever the compiler has put them.
 */
import type { CodeInfo, InstructionInfo } from './wire.ts';

export interface CodeLoop {
  /** Offset of the first instruction of a turn: FOR_ITER, or the start of a `while`'s condition. */
  readonly head: number;
  readonly kind: 'for' | 'while';
  /** Line of the head. */
  readonly line: number;
  /** Whether an instruction belongs to the loop, by offset / 2. */
  readonly body: Uint8Array;
  /** Instructions in it: inner loops have fewer. */
  readonly size: number;
}

const ENDS = /^(RETURN_VALUE|RERAISE|RAISE_VARARGS|JUMP_FORWARD|JUMP_BACKWARD|JUMP_BACKWARD_NO_INTERRUPT)$/;

const known = new WeakMap<CodeInfo, readonly CodeLoop[]>();

/** The loops of `code`, outer ones before those inside them. Loops of comprehensions and of `await` are left out. */
export function codeLoops(code: CodeInfo): readonly CodeLoop[] {
  let loops = known.get(code);
  if (loops === undefined) {
    loops = findLoops(code);
    known.set(code, loops);
  }
  return loops;
}

function findLoops(code: CodeInfo): CodeLoop[] {
  const { instructions } = code;
  const places = new Map(instructions.map((instruction, place) => [instruction.offset, place]));
  const latches = new Map<number, number[]>();
  instructions.forEach(({ name, offset, jumpTarget }, place) => {
    if (name !== 'JUMP_BACKWARD' || jumpTarget === null || jumpTarget > offset) return;
    const head = places.get(jumpTarget);
    if (head === undefined || instructions[head - 1]?.name === 'SWAP' || instructions[head]?.name === 'SEND') return;
    latches.set(head, [...(latches.get(head) ?? []), place]);
  });
  if (latches.size === 0) return [];
  const before = predecessors(code, places);
  const loops = [...latches].map(([head, ends]) => loopOf(instructions, head, ends, before));
  return loops.sort((left, right) => right.size - left.size);
}

function loopOf(instructions: readonly InstructionInfo[], head: number, latches: readonly number[], before: readonly (readonly number[])[]): CodeLoop {
  const inside = new Set([head]);
  const waiting = [...latches];
  for (let place = waiting.pop(); place !== undefined; place = waiting.pop()) {
    if (inside.has(place)) continue;
    inside.add(place);
    waiting.push(...(before[place] ?? []));
  }
  const first = instructions[head];
  const last = instructions.at(-1)?.offset ?? 0;
  const body = new Uint8Array((last >> 1) + 1);
  for (const place of inside) body[(instructions[place]?.offset ?? 0) >> 1] = 1;
  // A condition may begin with code that has no line of its own.
  const line = first?.line ?? instructions.slice(head).find((instruction) => instruction.line !== null)?.line ?? 0;
  return { head: first?.offset ?? 0, kind: first?.name === 'FOR_ITER' ? 'for' : 'while', line, body, size: inside.size };
}

/** Places of the instructions that may run right before each one. */
function predecessors(code: CodeInfo, places: ReadonlyMap<number, number>): number[][] {
  const before: number[][] = code.instructions.map(() => []);
  code.instructions.forEach(({ name, jumpTarget }, place) => {
    if (!ENDS.test(name)) before[place + 1]?.push(place);
    const target = jumpTarget === null ? undefined : places.get(jumpTarget);
    if (target !== undefined) before[target]?.push(place);
  });
  for (const { start, end, target } of code.exceptionTable) {
    const handler = places.get(target);
    if (handler === undefined) continue;
    code.instructions.forEach(({ offset }, place) => {
      if (offset >= start && offset < end) before[handler]?.push(place);
    });
  }
  return before;
}
