/**
 * Fields of a link that say how the page looks at a program, each as a short text: `task=dynamic-n.i.8`, `model=tiny.d29ab725c3de`,
 * `panes=table-tokens`, `sizes=45-70`, `at=2.total`, `limits=500`. A writer gives '' for the default, which is left out.
 */
import { fail, ok, type Result } from '../base/result.ts';
import { DEFAULT_TASK, type PredictionTask } from '../model/protocol.ts';
import type { Strategy } from '../scratchpad/step.ts';
import { MAX_JUMP } from '../scratchpad/vocabulary.ts';
import type { Place } from './selection-store.ts';
import { DEFAULT_LIMITS, LIMIT_BOUNDS, LIMIT_UNITS, type RunLimits, type Settings } from './settings-store.ts';

/** By the name of the group of tabs. */
type PanesShown = Settings['tabs'];

export type ViewFieldFault = 'unknown-choice' | 'not-a-model' | 'not-panes' | 'not-sizes' | 'not-limits' | 'not-a-place' | 'not-a-number';

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

/** The groups of panes on the page, each with its two panes. */
export const PANE_GROUPS = { columns: ['left', 'right'], left: ['program', 'output'], right: ['upper', 'lower'], narrow: ['program', 'views'] } as const;
export type PaneGroup = keyof typeof PANE_GROUPS;
const PANE_GROUP_NAMES = Object.keys(PANE_GROUPS) as readonly PaneGroup[];

/** The per cent of the first pane of each group, '' where nobody has changed them. */
export function packSizes(layouts: Settings['layouts']): string {
  const sizes = PANE_GROUP_NAMES.map((name) => layouts[name]?.[PANE_GROUPS[name][0]]);
  return sizes.map((size) => (size === undefined ? '' : String(Math.round(size)))).join('-').replace(/-+$/, '');
}

export function readSizes(text: string): Result<Settings['layouts'], ViewFieldFault> {
  const sizes = text.split('-');
  if (sizes.length > PANE_GROUP_NAMES.length || !sizes.every((size) => /^\d{0,3}$/.test(size) && Number(size) <= 100)) return fail('not-sizes');
  const layouts: Record<string, Record<string, number>> = {};
  for (const [index, name] of PANE_GROUP_NAMES.entries()) {
    const size = sizes[index] ?? '';
    const [first, second] = PANE_GROUPS[name];
    if (size !== '') layouts[name] = { [first]: Number(size), [second]: 100 - Number(size) };
  }
  return ok(layouts);
}

const LIMIT_NAMES = Object.keys(LIMIT_UNITS) as readonly (keyof RunLimits)[];

/** In the order and the units in which the page shows them, '' for one that is as it was at first. */
export function packLimits(limits: RunLimits): string {
  return LIMIT_NAMES.map((name) => (limits[name] === DEFAULT_LIMITS[name] ? '' : String(Math.round(limits[name] / LIMIT_UNITS[name])))).join('-').replace(/-+$/, '');
}

/** Nothing that a person could not choose on the page. */
export function readLimits(text: string): Result<RunLimits, ViewFieldFault> {
  const said = text.split('-');
  const limits: Record<keyof RunLimits, number> = { ...DEFAULT_LIMITS };
  for (const [index, name] of LIMIT_NAMES.entries()) {
    const own = said[index] ?? '';
    if (own === '') continue;
    const [least, most] = LIMIT_BOUNDS[name];
    limits[name] = Number(own) * LIMIT_UNITS[name];
    if (!/^\d{1,10}$/.test(own) || limits[name] < least || limits[name] > most) return fail('not-limits');
  }
  return said.length > LIMIT_NAMES.length ? fail('not-limits') : ok(limits);
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
