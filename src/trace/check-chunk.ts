/**
 * Structure of a chunk, checked before anything is read from it: user code can forge the worker's messages, so a
 * chunk is data to be judged. After this check no reader can run past an array or loop for ever; strings and objects
 * that are missing are met by the readers themselves.
 */
import { CHANGE_HEADER_WORDS, RUN_HEADER_WORDS, entryCount, entryOp, entryWords } from './delta.ts';
import type { TraceChunk } from './wire.ts';
import { DeltaOp } from './wire.ts';

/** What the trace so far allows. */
export interface ChunkLimits {
  readonly codeCount: number;
  readonly frameCount: number;
  /** Slots of the code of frame `frameId`, which may be one of the chunk's new frames. */
  slotCount(frameId: number): number;
  /** Object ids and name ids must stay below this, so that a forged id can't make an index of gigabytes. */
  readonly idLimit: number;
}

/** Null when the chunk holds together, else what is wrong with it. */
export function chunkFault(chunk: TraceChunk, limits: ChunkLimits): string | null {
  const count = chunk.flags.length;
  const columns = [chunk.frameIds, chunk.depths, chunk.offsets, chunk.stdoutLengths, chunk.deltaEnds];
  if (columns.some((column) => column.length !== count)) return 'columns differ in length';
  if ((chunk.stderrMarks?.length ?? 0) % 2 !== 0) return 'the marks of stderr are no pairs';
  if ((chunk.inputMarks?.length ?? 0) % 3 !== 0) return 'the marks of the input are no threes';
  for (const code of chunk.frameCodes) {
    if (code < 0 || code >= limits.codeCount) return `code ${String(code)} is not in the header`;
  }
  let start = 0;
  for (let record = 0; record < count; record += 1) {
    const frameId = chunk.frameIds[record] ?? -1;
    if (frameId < 0 || frameId >= limits.frameCount) return `frame ${String(frameId)} is not known`;
    if ((chunk.depths[record] ?? 0) < 1) return 'a depth is less than 1';
    const end = chunk.deltaEnds[record] ?? -1;
    if (end < start || end > chunk.deltas.length) return 'a delta ends outside of the chunk';
    const fault = deltaFault(chunk.deltas, start, end, limits.slotCount(frameId), limits.idLimit);
    if (fault !== null) return fault;
    start = end;
  }
  return null;
}

function deltaFault(words: Int32Array, start: number, end: number, slots: number, idLimit: number): string | null {
  let place = start;
  while (place < end) {
    const header = words[place] ?? 0;
    const size = entryWords(header);
    if (size === 0 || place + size > end) return 'a delta entry is not known or too long';
    const op = entryOp(header);
    const count = entryCount(header);
    if (op === DeltaOp.LOCALS || op === DeltaOp.GLOBALS || op === DeltaOp.NAMED_LOCALS) {
      const limit = op === DeltaOp.LOCALS ? slots : idLimit;
      for (let index = 0; index < count; index += 1) {
        const key = words[place + 1 + 3 * index] ?? -1;
        if (key < 0 || key >= limit) return 'a slot or a name is not known';
      }
    } else if (op === DeltaOp.OBJECT) {
      const id = words[place + 1] ?? -1;
      if (id < 0 || id >= idLimit || count % 2 !== 0) return 'an object has a bad id or size';
    } else if (op === DeltaOp.OBJECT_CHANGE) {
      const id = words[place + 1] ?? -1;
      if (id < 0 || id >= idLimit || !runsHold(words, place + CHANGE_HEADER_WORDS, place + size)) return 'a change of an object has a bad id or size';
    } else if (op === DeltaOp.EXCEPTION && count !== 4) {
      return 'an exception has a bad size';
    }
    place += size;
  }
  return null;
}

/** Whether the runs of a change end where the entry does. */
function runsHold(words: Int32Array, start: number, end: number): boolean {
  let place = start;
  while (place < end) {
    const inserted = words[place + 2] ?? -1;
    if ((words[place] ?? -1) < 0 || (words[place + 1] ?? -1) < 0 || inserted < 0 || inserted > end - place) return false;
    place += RUN_HEADER_WORDS + 2 * inserted;
  }
  return place === end;
}
