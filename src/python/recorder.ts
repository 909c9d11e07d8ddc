/** The columns of a trace while it is recorded, cut into chunks that are handed over as they fill. */
import type { TraceChunk } from '../trace/wire.ts';
import { DeltaWriter } from './delta-writer.ts';
import type { InterpreterMemory } from './interpreter-memory.ts';
import { StringTable } from './string-table.ts';

/** A record while its chunk fills: one row of these words, which the columns are made of when it is handed over. */
const ROW = { FLAGS: 0, FRAME: 1, DEPTH: 2, OFFSET: 3, STDOUT: 4, DELTA_END: 5, WORDS: 6 } as const;
const BYTES_PER_RECORD = 4 * 5 + 1; // in the columns

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
  private rows = new Int32Array(ROW.WORDS << 10);
  private frameCodes: number[] = [];
  private frames = 0;
  private stringsHanded = 0;
  private stdout: string[] = [];
  private stderr: string[] = [];
  private stderrMarks: number[] = [];
  /** UTF-16 units of input read so far. */
  private inputLength = 0;
  private inputMarks: number[] = [];
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
    this.inputLength = 0;
    this.inputMarks = [];
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

  /** The program has read `text` of its input. */
  noteInput(text: string): void {
    if (text === '') return;
    this.inputLength += text.length;
    // Reads with nothing written between them are one mark.
    if (this.inputMarks.at(-3) === this.records && this.inputMarks.at(-2) === this.stdoutLength) this.inputMarks.splice(-3);
    this.inputMarks.push(this.records, this.stdoutLength, this.inputLength);
  }

  /** Closes a record whose delta stands in `deltas`. `stdoutLength`: as it was when the record began. */
  add(flags: number, frameId: number, depth: number, offset: number): void {
    const at = this.count * ROW.WORDS;
    if (at === this.rows.length) this.grow();
    const { rows } = this;
    rows[at] = flags;
    rows[at + ROW.FRAME] = frameId;
    rows[at + ROW.DEPTH] = depth;
    rows[at + ROW.OFFSET] = offset;
    rows[at + ROW.STDOUT] = this.stdoutLength;
    rows[at + ROW.DELTA_END] = this.deltas.length;
    this.count++;
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
    const taken = count === 0 ? 0 : (this.rows[(count - 1) * ROW.WORDS + ROW.DELTA_END] as number);
    if (count === 0 && this.stdout.length === 0 && this.stderr.length === 0 && this.inputMarks.length === 0 && strings.strings.length === this.stringsHanded) {
      return null;
    }
    const chunk: TraceChunk = {
      ...this.columns(count),
      deltas: deltas.words.slice(0, taken),
      strings: strings.strings.slice(this.stringsHanded),
      frameCodes: Int32Array.from(this.frameCodes),
      stdout: this.stdout.join(''),
      stderr: this.stderr.join(''),
      ...(this.stderrMarks.length === 0 ? {} : { stderrMarks: Int32Array.from(this.stderrMarks) }),
      ...(this.inputMarks.length === 0 ? {} : { inputMarks: Int32Array.from(this.inputMarks) }),
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
    this.inputMarks = [];
    return chunk;
  }

  private pendingBytes(): number {
    return 4 * this.deltas.length + BYTES_PER_RECORD * this.count;
  }

  /** The first `count` rows as columns. */
  private columns(count: number): Pick<TraceChunk, 'flags' | 'frameIds' | 'depths' | 'offsets' | 'stdoutLengths' | 'deltaEnds'> {
    const { rows } = this;
    const flags = new Uint8Array(count);
    const frameIds = new Int32Array(count);
    const depths = new Int32Array(count);
    const offsets = new Int32Array(count);
    const stdoutLengths = new Int32Array(count);
    const deltaEnds = new Int32Array(count);
    for (let i = 0, at = 0; i < count; i++, at += ROW.WORDS) {
      flags[i] = rows[at] as number;
      frameIds[i] = rows[at + ROW.FRAME] as number;
      depths[i] = rows[at + ROW.DEPTH] as number;
      offsets[i] = rows[at + ROW.OFFSET] as number;
      stdoutLengths[i] = rows[at + ROW.STDOUT] as number;
      deltaEnds[i] = rows[at + ROW.DELTA_END] as number;
    }
    return { flags, frameIds, depths, offsets, stdoutLengths, deltaEnds };
  }

  private grow(): void {
    const rows = new Int32Array(2 * this.rows.length);
    rows.set(this.rows);
    this.rows = rows;
  }
}
