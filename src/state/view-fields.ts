/**
 * Fields of a link that say how the page looks at a program, each as a short text: `task=dynamic-n.i.8`, `model=tiny.d29ab725c3de`,
 * `panes=table-tokens`, `at=2.total`. A writer gives '' for the default, which is left out.
 */
import { fail, ok, type Result } from '../base/result.ts';
import { DEFAULT_TASK, type PredictionTask } from '../model/protocol.ts';
import type { Strategy } from '../scratchpad/step.ts';
import { MAX_JUMP } from '../scratchpad/vocabulary.ts';
import type { Place } from './selection-store.ts';
import type { Settings } from './settings-store.ts';

/** By the name of the group of tabs. */
type PanesShown = Settings['tabs'];

export type ViewFieldFault = 'unknown-choice' | 'not-a-model' | 'not-panes' | 'not-a-place' | 'not-a-number';

/** The model that a view was predicted by. */
export interface ModelName {
  /** Of the folder that it is served from. */
  readonly id: string;
  /** The first 12 hex digits of the SHA-256 of its manifest: enough to tell models apart. */
  readonly digest: string;
}

/** @param digest hex, at least as much of it as a name has; null where it is none. */
export function modelName(id: string, digest: string): ModelName | null {
  const start = /^[0-9a-f]{12}/.exec(digest)?.[0];
  return start === undefined ? null : { id, digest: start };
}

export function packModel(model: ModelName | null): string {
  return model === null ? '' : `${encodeURIComponent(model.id)}.${model.digest}`;
}

export function readModel(text: string): Result<ModelName, ViewFieldFault> {
  const [, id, digest] = /^([\w.%~-]{1,80})\.([0-9a-f]{12})$/.exec(text) ?? [];
  const name = id === undefined ? null : decoded(id);
  return name === null || digest === undefined ? fail('not-a-model') : ok({ id: name, digest });
}

const STRATEGIES: Readonly<Record<Strategy, true>> = { dynamic: true, 'dynamic-n': true, compact: true, 'compact-step-in': true, scratchpad: true, direct: true };

export function packTask({ strategy, granularity, jump }: PredictionTask): string {
  const text = `${strategy}${granularity === 'instruction' ? '.i' : ''}${strategy === 'dynamic-n' && jump !== 'auto' ? `.${String(jump)}` : ''}`;
  return text === DEFAULT_TASK.strategy ? '' : text;
}

export function readTask(text: string): Result<PredictionTask, ViewFieldFault> {
  const [, strategy = '', byInstruction, steps] = /^([a-z-]{1,20})(\.i)?(?:\.([1-9]\d?))?$/.exec(text) ?? [];
  if (!isStrategy(strategy) || (strategy !== 'dynamic-n' && steps !== undefined) || Number(steps ?? 1) > MAX_JUMP) return fail('unknown-choice');
  const jump = strategy !== 'dynamic-n' ? 1 : steps === undefined ? 'auto' : Number(steps);
  return ok({ strategy, granularity: byInstruction === undefined ? 'line' : 'instruction', jump });
}

function isStrategy(text: string): text is Strategy {
  return Object.hasOwn(STRATEGIES, text);
}

/** The view that each group of tabs shows where a person has chosen none. */
const FIRST_VIEWS = { upper: 'states', lower: 'heap', narrow: 'states' } as const;
const GROUPS = ['upper', 'lower', 'narrow'] as const;

/** In the order of the groups, '' for the first view of one. */
export function packPanes(panes: PanesShown): string {
  const views = GROUPS.map((group) => panes[group] ?? '').map((view, index) => (view === FIRST_VIEWS[GROUPS[index] ?? 'upper'] ? '' : view));
  return views.join('-').replace(/-+$/, '');
}

/** The view of every group. One that this page does not have is shown as the first one. */
export function readPanes(text: string): Result<PanesShown, ViewFieldFault> {
  if (!/^[a-z]{0,20}(-[a-z]{0,20}){0,2}$/.test(text)) return fail('not-panes');
  const views = text.split('-');
  return ok(Object.fromEntries(GROUPS.map((group, index) => [group, views[index] || FIRST_VIEWS[group]])));
}

export function packPlace(place: Place | null): string {
  if (place === null) return '';
  return place.name === null ? String(place.depth) : `${place.depth}.${encodeURIComponent(place.name)}`;
}

export function readPlace(text: string): Result<Place, ViewFieldFault> {
  const [, depth, name] = /^(\d{1,5})(?:\.([^.]{1,400}))?$/.exec(text) ?? [];
  const plain = name === undefined ? null : decoded(name);
  if (depth === undefined || (name !== undefined && plain === null)) return fail('not-a-place');
  return ok({ depth: Number(depth), name: plain });
}

/** Such as `0.75`; at least 0. */
export function readDecimal(text: string, most: number): Result<number, ViewFieldFault> {
  return /^\d{1,10}(\.\d{1,6})?$/.test(text) && Number(text) <= most ? ok(Number(text)) : fail('not-a-number');
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
