/** What is wrong in a predicted state, place by place: what is counted, listed, and followed from step to step. */
import type { FrameDiff, StateDiff, Verdict } from '../trace/diff.ts';
import type { Granularity } from '../trace/wire.ts';

/** The parts of a state that are scored apart. */
export const STATE_PARTS = ['control', 'variables', 'iterators', 'stack', 'value'] as const;
export type StatePart = (typeof STATE_PARTS)[number];

/** Bit of a part in `PredictionTable.wrongParts`. */
export const PART_BIT: Readonly<Record<StatePart, number>> = { control: 1, variables: 2, iterators: 4, value: 8, stack: 16 };

const LINE_PARTS = STATE_PARTS.filter((part) => part !== 'stack');

/** By line there is no value stack to be right or wrong. */
export function partsAt(granularity: Granularity): readonly StatePart[] {
  return granularity === 'instruction' ? STATE_PARTS : LINE_PARTS;
}

export interface WrongPlace {
  /** The same for the same place of two states. */
  readonly key: string;
  readonly part: StatePart;
  /** Name of the variable or of the frame's function; '' where the part says it all. */
  readonly name: string;
  readonly verdict: Exclude<Verdict, 'same'>;
}

/** In the order in which a person reads a state: innermost frame first, its place, its variables. */
export function wrongPlaces(diff: StateDiff): readonly WrongPlace[] {
  const places: WrongPlace[] = [];
  const put = (key: string, part: StatePart, name: string, verdict: Verdict): void => {
    if (verdict !== 'same') places.push({ key, part, name, verdict });
  };
  for (let index = diff.frames.length - 1; index >= 0; index -= 1) {
    const frame = diff.frames[index];
    if (frame === undefined) continue;
    put(`${index}@`, 'control', frame.actual?.function ?? frame.predicted?.function ?? '', placeVerdict(frame));
    for (const { name, verdict } of frame.locals) put(`${index}.${name}`, 'variables', name, verdict);
    frame.iterators.forEach(({ verdict }, place) => put(`${index}#${place}`, 'iterators', '', verdict));
    frame.stack?.forEach(({ verdict }, place) => put(`${index}^${place}`, 'stack', '', verdict));
  }
  if (!diff.sameEvent && places.every(({ part }) => part !== 'control')) put('event', 'control', '', 'wrong-value');
  for (const { name, verdict } of diff.globals) put(`g.${name}`, 'variables', name, verdict);
  if (diff.value !== null) put('value', 'value', '', diff.value.verdict);
  return places;
}

function placeVerdict(frame: FrameDiff): Verdict {
  if (frame.presence !== 'both') return frame.presence;
  return frame.sameFunction && frame.sameLine && frame.sameOffset ? 'same' : 'wrong-value';
}
