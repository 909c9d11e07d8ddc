/**
 * The check at start: values of all kinds are read from memory and compared with what Python says of them, and a small
 * program is recorded whose states are known. An interpreter that is laid out otherwise fails here, not in a trace.
 */
import { DeltaOp, ObjectKind, RecordFlag, ValueTag, type TraceChunk, type TraceEnd } from '../trace/wire.ts';
import type { DeltaWriter } from './delta-writer.ts';
import type { HeapLayout } from './heap-layout.ts';
import type { HeapReader } from './heap-reader.ts';
import type { InterpreterMemory } from './interpreter-memory.ts';
import { DEFAULT_LIMITS, type RunEvents, type RunRequest } from './protocol.ts';
import type { StringTable } from './string-table.ts';

/** A value as `samples.py` describes it: a scalar's tag and text, or an object's kind, type, length and content. */
type Described = readonly [tag: number, text: string] | readonly [kind: number, type: string, length: number, content: readonly Described[]];

interface Checked {
  run(request: RunRequest, events: RunEvents): Promise<void>;
}

const NESTING = 4;

const PROGRAM = `def add(first, second, *more):
    total = [first, second]
    def more_of(items):
        nonlocal total
        for item in items:
            total += [item]
    more_of(more)
    return sum(total)
`;
const CALL = 'add(1, 2, 3)';
/** Locals of the frames at their last record, and the value stack there. */
const EXPECTED = { end: '6', depth: 2, returned: [ValueTag.INT, 6], names: 'first,second,more,more_of,total' };

/** Compares single words with what `fields` of `samples.py` says. Null if all is well. To be asked before the rest. */
export function checkFields(memory: InterpreterMemory, layout: HeapLayout, fields: string): string | null {
  memory.refresh();
  for (const [address, field, expected] of JSON.parse(fields) as [number, keyof HeapLayout, number][]) {
    const actual = memory.word(address + layout[field]);
    if (actual !== expected) return `${field} is ${String(actual)}, not ${String(expected)}`;
  }
  return null;
}

/** Null if all is well, else what differs. `probe` of `samples.py` gives addresses of sample values and what they are. */
export function selfCheck(
  engine: Checked,
  probe: (names: string) => string,
  reader: HeapReader,
  strings: StringTable,
  deltas: DeltaWriter,
): string | null {
  try {
    const samples = JSON.parse(probe(JSON.stringify({ tags: ValueTag, kinds: ObjectKind }))) as [number, Described][];
    for (const [address, expected] of samples) {
      const actual = JSON.stringify(describe(address, reader, strings, deltas));
      if (actual !== JSON.stringify(expected)) return `read ${actual.slice(0, 300)} for ${JSON.stringify(expected).slice(0, 300)}`;
    }
    reader.clear();
    strings.clear();
    deltas.length = 0;
    return checkRun(engine);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function describe(address: number, reader: HeapReader, strings: StringTable, deltas: DeltaWriter): Described {
  reader.clear();
  deltas.length = 0;
  reader.begin(true);
  reader.read(address);
  const { tag, payload } = reader;
  reader.writeChanges();
  const entries = new Map<number, number>();
  for (let at = 0; at < deltas.length; ) {
    const header = word(deltas, at);
    entries.set(word(deltas, at + 1), at);
    at += 5 + (header >>> 8);
  }
  return value(tag, payload, 0, entries, strings, deltas);
}

function value(
  tag: number,
  payload: number,
  nesting: number,
  entries: ReadonlyMap<number, number>,
  strings: StringTable,
  deltas: DeltaWriter,
): Described {
  if (tag === ValueTag.INT || tag === ValueTag.BOOL) return [tag, String(payload)];
  if (tag !== ValueTag.REFERENCE) return [tag, payload === 0 && tag >= ValueTag.NONE && tag !== ValueTag.BIG_INT ? '' : (strings.strings[payload] ?? '?')];
  const at = entries.get(payload);
  if (at === undefined) return [tag, 'unknown object'];
  const content: Described[] = [];
  const count = word(deltas, at) >>> 8;
  for (let i = 0; i < count && nesting < NESTING; i += 2) {
    content.push(value(word(deltas, at + 5 + i), word(deltas, at + 6 + i), nesting + 1, entries, strings, deltas));
  }
  return [word(deltas, at + 2), strings.strings[word(deltas, at + 3)] ?? '?', word(deltas, at + 4), content];
}

function word(deltas: DeltaWriter, at: number): number {
  return deltas.words[at] as number;
}

/** The engine works synchronously, so everything has come when `run` returns. */
function checkRun(engine: Checked): string | null {
  const chunks: TraceChunk[] = [];
  const ends: TraceEnd[] = [];
  const names: string[] = [];
  void engine
    .run(
      { source: PROGRAM, call: CALL, stdin: [], afterStdin: 'eof', granularity: 'instruction', limits: DEFAULT_LIMITS },
      {
        header: (header) => names.push(...header.codes.map((code) => code.localNames.join(','))),
        chunk: (chunk) => chunks.push(chunk),
        end: (end) => ends.push(end),
      },
    )
    .catch(() => undefined);
  const end = ends[0];
  // On a machine that is busy with other things, even so short a run comes in several chunks.
  const chunk = chunks.findLast(({ flags }) => flags.length > 0);
  if (end?.reason !== 'finished' || end.value !== EXPECTED.end) return `the known program ended with ${JSON.stringify(end)}`;
  if (names[1] !== EXPECTED.names) return `its locals are ${String(names[1])}`;
  if (chunk === undefined) return 'it left no trace';
  const depth = Math.max(...chunks.flatMap(({ depths }) => [...depths]));
  if (depth !== EXPECTED.depth) return `its depth is ${depth}`;
  const last = chunk.flags.length - 1;
  if (chunk.flags[last] !== (RecordFlag.INSTRUCTION | RecordFlag.RETURN)) return 'its last record is no return';
  const start = chunk.deltaEnds[last - 1] ?? 0;
  const [header, tag, payload] = chunk.deltas.subarray(start, start + 3);
  if (header !== (DeltaOp.STACK | (1 << 8)) || tag !== EXPECTED.returned[0] || payload !== EXPECTED.returned[1]) {
    return `it returns ${String(tag)} ${String(payload)}`;
  }
  return null;
}
