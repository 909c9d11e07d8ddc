/**
 * What one version of a heap object holds: its whole content as it was last written, and the changes made since,
 * applied in order. Recorders write the whole content again often enough that this stays short.
 */
import { at } from '../base/assert.ts';
import { CHANGE_HEADER_WORDS, OBJECT_HEADER_WORDS, RUN_HEADER_WORDS, entryCount, entryOp } from './delta.ts';
import type { TraceStore } from './trace-store.ts';
import type { Value } from './value.ts';
import { decodeValues } from './value.ts';
import { DeltaOp, ObjectKind, recordedValues } from './wire.ts';

/** Items of a long container past what is recorded of it, that were set or added when the version came to be. */
export interface ChangedBeyond {
  /** Place of the first item (of a dict: of the first entry) in the container. */
  readonly index: number;
  /** As in `HeapObject.values`: items, or keys and values in turn. */
  readonly values: readonly Value[];
}

export interface ObjectHeader {
  readonly kind: ObjectKind;
  readonly typeName: string;
  /** True length of a container. */
  readonly length: number;
  /** Words of content, about. */
  readonly words: number;
}

/** All about a version but its values. */
export function objectHeader(store: TraceStore, version: number): ObjectHeader {
  const whole = store.wholeVersion(version);
  const { words, place } = entryOf(store, whole);
  const own = entryOf(store, version);
  const isWhole = entryOp(at(words, place)) === DeltaOp.OBJECT;
  return {
    kind: isWhole ? (at(words, place + 2) as ObjectKind) : ObjectKind.OTHER,
    typeName: isWhole ? (store.strings[at(words, place + 3)] ?? '') : '',
    length: at(own.words, own.place + (whole === version && isWhole ? OBJECT_HEADER_WORDS : CHANGE_HEADER_WORDS) - 1),
    words: entryCount(at(words, place)) + entryCount(at(own.words, own.place)),
  };
}

/** The values of a version, as `HeapObject.values` has them. */
export function objectValues(store: TraceStore, version: number): readonly Value[] {
  const changes: number[] = [];
  let values: Value[] = [];
  let kind: number = ObjectKind.OTHER;
  for (let from = version; ; from = store.versions.previousOf(from)) {
    if (from < 0) break;
    const { words, place } = entryOf(store, from);
    if (entryOp(at(words, place)) !== DeltaOp.OBJECT) {
      changes.push(from);
      continue;
    }
    kind = at(words, place + 2);
    values = decodeValues(words, place + OBJECT_HEADER_WORDS, entryCount(at(words, place)) >> 1, store.strings) as Value[];
    break;
  }
  const limit = recordedValues(kind, store.recordedItems);
  for (const change of changes.reverse()) {
    eachRun(store, change, (start, removed, inserted) => {
      if (start < limit) values.splice(start, removed, ...inserted);
    });
  }
  return values;
}

/** What a version tells of items past those that are recorded; mostly nothing. */
export function changedBeyond(store: TraceStore, version: number): readonly ChangedBeyond[] {
  const { kind } = objectHeader(store, version);
  const limit = recordedValues(kind, store.recordedItems);
  const parts: ChangedBeyond[] = [];
  if (limit === Infinity) return parts;
  eachRun(store, version, (start, _removed, values) => {
    if (start >= limit) parts.push({ index: kind === ObjectKind.DICT ? start >> 1 : start, values });
  });
  return parts;
}

function eachRun(store: TraceStore, version: number, visit: (start: number, removed: number, inserted: readonly Value[]) => void): void {
  const { words, place } = entryOf(store, version);
  if (entryOp(at(words, place)) !== DeltaOp.OBJECT_CHANGE) return;
  const end = place + CHANGE_HEADER_WORDS + entryCount(at(words, place));
  for (let run = place + CHANGE_HEADER_WORDS; run < end; ) {
    const inserted = at(words, run + 2);
    visit(at(words, run), at(words, run + 1), decodeValues(words, run + RUN_HEADER_WORDS, inserted, store.strings));
    run += RUN_HEADER_WORDS + 2 * inserted;
  }
}

function entryOf(store: TraceStore, version: number): { readonly words: Int32Array; readonly place: number } {
  return { words: store.deltaOf(store.versions.recordOf(version)).words, place: store.versions.positionOf(version) };
}
