/** The columns of a trace while it is recorded, cut into chunks that are handed over as they fill. */
import type { TraceChunk } from '../trace/wire.ts';
import { DeltaWriter } from './delta-writer.ts';
import type { InterpreterMemory } from './interpreter-memory.ts';
import { StringTable } from './string-table.ts';

const WORDS_PER_RECORD = 5; // columns besides flags

export class Recorder {
  readonly deltas = new DeltaWriter();
  readonly strings: StringTable;
  /** Records in all chunks. */
  records = 0;
  /** UTF-16 units written to stdout so far. */
  stdoutLength = 0;
  /** The same of stderr. */
  private stderrLength = 0;

  private count = 0;
  private flags = new Uint8Array(1 << 10);
  private frameIds = new Int32Array(1 << 10);
  private depths = new Int32Array(1 << 10);
  private offsets = new Int32Array(1 << 10);
  private stdoutLengths = new Int32Array(1 << 10);
  private deltaEnds = new Int32Array(1 << 10);
  private frameCodes: number[] = [];
  private frames = 0;
  private stringsHanded = 0;
  private stdout: string[] = [];
  private stderr: string[] = [];
  private stderrMarks: number[] = [];
  private bytesHanded = 0;

  constructor(memory: InterpreterMemory) {
    this.strings = new StringTable(memory);
  }

  clear(): void {
    this.strings.clear();
    this.deltas.length = 0;
    this.records = 0;
    this.stdoutLength = 0;
    this.count = 0;
    this.frameCodes = [];
    this.frames = 0;
    this.stringsHanded = 0;
    this.stdout = [];
    this.stderr = [];
    this.stderrMarks = [];
    this.stderrLength = 0;
    this.bytesHanded = 0;
  }

  /** Gives the next frame id to an activation of the code at `codeIndex`. */
  newFrame(codeIndex: number): number {
    this.frameCodes.push(codeIndex);
    return this.frames++;
  }

  writeStdout(text: string): void {
    this.stdout.push(text);
    this.stdoutLength += text.length;
  }

  writeStderr(text: string): void {
    this.stderr.push(text);
    this.stderrLength += text.length;
    // Several writes between two records are one mark.
    if (this.stderrMarks.at(-2) === this.records) this.stderrMarks.splice(-2);
    this.stderrMarks.push(this.records, this.stderrLength);
  }

  /** Closes a record whose delta stands in `deltas`. `stdoutLength`: as it was when the record began. */
  add(flags: number, frameId: number, depth: number, offset: number): void {
    const at = this.count;
    if (at === this.flags.length) this.grow();
    this.flags[at] = flags;
    this.frameIds[at] = frameId;
    this.depths[at] = depth;
    this.offsets[at] = offset;
    this.stdoutLengths[at] = this.stdoutLength;
    this.deltaEnds[at] = this.deltas.length;
    this.count = at + 1;
    this.records++;
  }

  /** Bytes of everything recorded so far, strings at two bytes a unit. */
  bytes(): number {
    return this.bytesHanded + this.pendingBytes() + 2 * (this.strings.units + this.stdoutLength + this.stderrLength);
  }

  /** Takes what was recorded since the last chunk; null if there is nothing. */
  takeChunk(): TraceChunk | null {
    const { count, strings, deltas } = this;
    // Words after the last record's are of the next one.
    const taken = count === 0 ? 0 : (this.deltaEnds[count - 1] as number);
    if (count === 0 && this.stdout.length === 0 && this.stderr.length === 0 && strings.strings.length === this.stringsHanded) {
      return null;
    }
    const chunk: TraceChunk = {
      flags: this.flags.slice(0, count),
      frameIds: this.frameIds.slice(0, count),
      depths: this.depths.slice(0, count),
      offsets: this.offsets.slice(0, count),
      stdoutLengths: this.stdoutLengths.slice(0, count),
      deltaEnds: this.deltaEnds.slice(0, count),
      deltas: deltas.words.slice(0, taken),
      strings: strings.strings.slice(this.stringsHanded),
      frameCodes: Int32Array.from(this.frameCodes),
      stdout: this.stdout.join(''),
      stderr: this.stderr.join(''),
      ...(this.stderrMarks.length === 0 ? {} : { stderrMarks: Int32Array.from(this.stderrMarks) }),
    };
    this.bytesHanded += this.pendingBytes();
    this.stringsHanded = strings.strings.length;
    this.count = 0;
    deltas.words.copyWithin(0, taken, deltas.length);
    deltas.length -= taken;
    this.frameCodes = [];
    this.stdout = [];
    this.stderr = [];
    this.stderrMarks = [];
    return chunk;
  }

  private pendingBytes(): number {
    return 4 * this.deltas.length + (4 * WORDS_PER_RECORD + 1) * this.count;
  }

  private grow(): void {
    const size = this.flags.length * 2;
    const flags = new Uint8Array(size);
    flags.set(this.flags);
    this.flags = flags;
    const larger = (column: Int32Array): Int32Array<ArrayBuffer> => {
      const copy = new Int32Array(size);
      copy.set(column);
      return copy;
    };
    this.frameIds = larger(this.frameIds);
    this.depths = larger(this.depths);
    this.offsets = larger(this.offsets);
    this.stdoutLengths = larger(this.stdoutLengths);
    this.deltaEnds = larger(this.deltaEnds);
  }
}
