/**
 * What a link holds, version 2: `#v=2&code=…&call=…&step=12&rec=…`. `LINK.md` has every field. Defaults are left out. Every
 * field is checked by itself: a bad one costs only itself and is reported. Nothing here runs code.
 */
import { z } from 'zod';
import { fail, ok, type Result } from '../base/result.ts';
import { packLinkText, unpackLinkText, unpackPlainText, type LinkTextFault } from '../recording/link-text.ts';
import { MAX_NOTE_CHARACTERS, MAX_NOTES, type Note } from '../recording/recording.ts';
import type { Granularity } from '../trace/wire.ts';
import { DEFAULT_TASK, type PredictionTask } from '../model/protocol.ts';
import type { BreakpointEntry } from './breakpoints-store.ts';
import type { Place } from './selection-store.ts';
import { DEFAULT_LIMITS, DEFAULT_SEED, MAX_SEED, MAX_TEMPERATURE, type RunLimits, type Settings } from './settings-store.ts';
import { readTutorLink } from './tutor-link.ts';
import { packLimits, packModel, packPanes, packPlace, packSizes, packTask, readDecimal, readLimits, readModel, readPanes, readPlace, readSizes, readTask, type ModelName, type ViewFieldFault } from './view-fields.ts';

export type PredictionMode = 'teacher-forced' | 'free-running';

/** The part of the page that a link brings back. */
export interface UrlState {
  readonly code: string;
  /** Call expression; '' when the module itself is traced. */
  readonly call: string;
  /** Lines for `input()`, joined by newlines. */
  readonly stdin: string;
  readonly granularity: Granularity;
  readonly mode: PredictionMode;
  /** What the model is asked to do. */
  readonly task: PredictionTask;
  /** How tokens are drawn; 0: the best one is taken. */
  readonly temperature: number;
  /** Matters where the temperature is not 0. */
  readonly seed: number;
  /** The model that the view was predicted by; null: none, or it stands in the recording. */
  readonly model: ModelName | null;
  /** The view that each group of tabs shows. */
  readonly panes: Settings['tabs'];
  /** Sizes of the panes; of the groups alone whose sizes somebody has changed. */
  readonly sizes: Settings['layouts'];
  /** The group of tabs that has the whole height. */
  readonly whole: Settings['whole'];
  /** Where a run ends. */
  readonly limits: RunLimits;
  /** The frame or the variable that is pointed at. */
  readonly selected: Place | null;
  /** Place in the list of steps of that granularity, from 0. */
  readonly step: number;
  readonly notes: readonly Note[];
  /** Lines where running on stops. */
  readonly breakpoints: readonly BreakpointEntry[];
  /** A packed recording of the program, not yet looked into; '' for none. */
  readonly recording: string;
  /** Address of a recording file; '' for none. */
  readonly url: string;
}

/** What a link says by leaving a field out. */
export const DEFAULT_STATE: UrlState = {
  code: '',
  call: '',
  stdin: '',
  granularity: 'line',
  mode: 'teacher-forced',
  task: DEFAULT_TASK,
  temperature: 0,
  seed: DEFAULT_SEED,
  model: null,
  panes: {},
  sizes: {},
  whole: null,
  limits: DEFAULT_LIMITS,
  selected: null,
  step: 0,
  notes: [],
  breakpoints: [],
  recording: '',
  url: '',
};

export type UrlField = keyof UrlState;

export type FieldFault = LinkTextFault | ViewFieldFault | 'other-model' | 'bad-escape' | 'not-a-step' | 'not-notes' | 'not-breakpoints' | 'not-an-address' | 'other-language' | 'without-code' | 'not-its-code' | 'damaged' | 'too-new';

export interface FieldProblem {
  readonly field: UrlField;
  readonly fault: FieldFault;
}

export type LinkError =
  | { readonly kind: 'no-version' }
  | { readonly kind: 'bad-version'; readonly text: string }
  | { readonly kind: 'too-new'; readonly version: number; readonly newest: number }
  | { readonly kind: 'too-long'; readonly characters: number; readonly limit: number };

export interface DecodedLink {
  /** Only the fields that the link has and that are good. */
  readonly fields: Partial<UrlState>;
  readonly problems: readonly FieldProblem[];
}

export const URL_VERSION = 2;
/** Far above what a chat message or a server takes; only stops absurd work. */
export const MAX_FRAGMENT_CHARACTERS = 400_000;
/** Most bytes of UTF-8 that a compressed field may inflate to. */
export const MAX_TEXT_BYTES = 256 * 1024;
export const MAX_CALL_CHARACTERS = 4_000;
/** A trace has fewer steps than this whatever its limits. */
const MAX_STEP = 100_000_000;

/**
 * `UPGRADERS[n - 1]` turns the parameters of version n into those of version n + 1. Links live for ever, so an entry
 * is never taken out.
 */
export const UPGRADERS: readonly ((parameters: ReadonlyMap<string, string>) => Map<string, string>)[] = [
  // Version 1 deflated its texts without a dictionary and percent-encoded the call.
  (parameters) => new Map([...parameters].map(([name, value]) => [name in VERSION_1_TEXTS ? `${name}1` : name, value])),
];
const VERSION_1_TEXTS = { code: true, stdin: true, call: true };

/** The fragment of a link, with its `#`. The same for the same state. */
export function encodeUrlState(state: UrlState): string {
  const parts = [`v=${String(URL_VERSION)}`];
  if (state.url !== '') return `#${parts[0] ?? ''}&url=${encodeURIComponent(state.url)}`;
  if (state.code !== '') parts.push(`code=${packLinkText(state.code)}`);
  if (state.call !== '') parts.push(`call=${packLinkText(state.call)}`);
  if (state.stdin !== '') parts.push(`stdin=${packLinkText(state.stdin)}`);
  if (state.granularity === 'instruction') parts.push('g=i');
  if (state.mode === 'free-running') parts.push('mode=free');
  const view = [
    ['task', packTask(state.task)],
    ['temp', state.temperature === 0 ? '' : String(state.temperature)],
    ['seed', state.temperature === 0 || state.seed === DEFAULT_SEED ? '' : String(state.seed)],
    ['model', packModel(state.model)],
    ['panes', packPanes(state.panes)],
    ['sizes', packSizes(state.sizes)],
    ['whole', state.whole ?? ''],
    ['limits', packLimits(state.limits)],
    ['at', packPlace(state.selected)],
  ];
  for (const [name, text] of view) if (text !== '') parts.push(`${name}=${text}`);
  if (state.step !== 0) parts.push(`step=${String(state.step)}`);
  if (state.notes.length > 0) parts.push(`notes=${packLinkText(JSON.stringify(state.notes.map(packNote)))}`);
  if (state.breakpoints.length > 0) parts.push(`breaks=${packLinkText(JSON.stringify(state.breakpoints.map(packBreakpoint)))}`);
  if (state.recording !== '') parts.push(`rec=${state.recording}`);
  return `#${parts.join('&')}`;
}

function packNote({ granularity, step, text }: Note): readonly (number | string)[] {
  return granularity === 'line' ? [step, text] : [step, text, 'i'];
}

/** Mostly a line alone. */
function packBreakpoint({ line, condition, hit }: BreakpointEntry): number | readonly (number | string)[] {
  if (hit !== null) return [line, condition, hit];
  return condition === '' ? line : [line, condition];
}

/**
 * Reads a fragment, with or without its `#`. An empty fragment is no link: `ok` with no fields. Parameters that this
 * version does not know are passed over. Links of Python Tutor are read too.
 */
export function decodeUrlState(fragment: string): Result<DecodedLink, LinkError> {
  const text = fragment.startsWith('#') ? fragment.slice(1) : fragment;
  if (text === '') return ok({ fields: {}, problems: [] });
  if (text.length > MAX_FRAGMENT_CHARACTERS) {
    return fail({ kind: 'too-long', characters: text.length, limit: MAX_FRAGMENT_CHARACTERS });
  }
  const raw = splitParameters(text);
  const versionText = raw.get('v');
  if (versionText === undefined) {
    const url = raw.get('url');
    const tutor = url === undefined ? readTutorLink(text, MAX_TEXT_BYTES) : readFields(new Map([['url', url]]));
    return tutor === null ? fail({ kind: 'no-version' }) : ok(tutor);
  }
  if (!/^[1-9]\d{0,8}$/.test(versionText)) return fail({ kind: 'bad-version', text: versionText.slice(0, 40) });
  const version = Number(versionText);
  if (version > URL_VERSION) return fail({ kind: 'too-new', version, newest: URL_VERSION });
  let parameters = raw;
  for (const upgrade of UPGRADERS.slice(version - 1)) parameters = upgrade(parameters);
  return ok(readFields(parameters));
}

/** `URLSearchParams` would read `+` as a space and mend bad escapes; here a bad escape must be found. */
function splitParameters(text: string): Map<string, string> {
  const parameters = new Map<string, string>();
  for (const part of text.split('&')) {
    const cut = part.indexOf('=');
    const name = cut < 0 ? part : part.slice(0, cut);
    if (!parameters.has(name)) parameters.set(name, cut < 0 ? '' : part.slice(cut + 1));
  }
  return parameters;
}

type Writable<T> = { -readonly [Field in keyof T]: T[Field] };
type Read<Field extends UrlField> = (text: string) => Result<UrlState[Field], FieldFault>;

/** Each parameter with the field that it fills; a field has more than one where versions wrote it in different ways. */
const PARAMETERS: readonly { readonly name: string; readonly read: (text: string, fields: Writable<Partial<UrlState>>) => FieldProblem | null }[] = [
  parameter('code', 'code', (text) => unpackLinkText(text, MAX_TEXT_BYTES)),
  parameter('code1', 'code', (text) => unpackPlainText(text, MAX_TEXT_BYTES)),
  parameter('stdin', 'stdin', (text) => unpackLinkText(text, MAX_TEXT_BYTES)),
  parameter('stdin1', 'stdin', (text) => unpackPlainText(text, MAX_TEXT_BYTES)),
  parameter('call', 'call', (text) => shortCall(unpackLinkText(text, MAX_TEXT_BYTES))),
  parameter('call1', 'call', (text) => shortCall(unescaped(text))),
  parameter('g', 'granularity', (text) => (text === 'i' ? ok('instruction') : text === 'l' ? ok('line') : fail('unknown-choice'))),
  parameter('mode', 'mode', (text) => (text === 'free' ? ok('free-running') : text === 'forced' ? ok('teacher-forced') : fail('unknown-choice'))),
  parameter('task', 'task', readTask),
  parameter('temp', 'temperature', (text) => readDecimal(text, MAX_TEMPERATURE)),
  parameter('seed', 'seed', (text) => (/^\d{1,10}$/.test(text) && Number(text) <= MAX_SEED ? ok(Number(text)) : fail('not-a-number'))),
  parameter('model', 'model', readModel),
  parameter('panes', 'panes', readPanes),
  parameter('sizes', 'sizes', readSizes),
  parameter('whole', 'whole', (text) => (text === 'upper' || text === 'lower' ? ok(text) : fail('unknown-choice'))),
  parameter('limits', 'limits', readLimits),
  parameter('at', 'selected', readPlace),
  parameter('step', 'step', (text) => (/^\d{1,9}$/.test(text) && Number(text) < MAX_STEP ? ok(Number(text)) : fail('not-a-step'))),
  parameter('notes', 'notes', readNotes),
  parameter('breaks', 'breakpoints', readBreakpoints),
  parameter('rec', 'recording', (text) => ok(text)),
  parameter('url', 'url', readAddress),
];

function parameter<Field extends UrlField>(name: string, field: Field, read: Read<Field>): (typeof PARAMETERS)[number] {
  return {
    name,
    read: (text, fields) => {
      const value = read(text);
      if (!value.ok) return { field, fault: value.error };
      fields[field] = value.value;
      return null;
    },
  };
}

function readFields(parameters: ReadonlyMap<string, string>): DecodedLink {
  const problems: FieldProblem[] = [];
  const fields: Writable<Partial<UrlState>> = {};
  for (const { name, read } of PARAMETERS) {
    const text = parameters.get(name);
    const problem = text === undefined ? null : read(text, fields);
    if (problem !== null) problems.push(problem);
  }
  return { fields, problems };
}

function shortCall<Fault extends FieldFault>(call: Result<string, Fault>): Result<string, Fault | 'too-large'> {
  return call.ok && call.value.length > MAX_CALL_CHARACTERS ? fail('too-large') : call;
}

function unescaped(text: string): Result<string, FieldFault> {
  try {
    return ok(decodeURIComponent(text));
  } catch {
    return fail('bad-escape');
  }
}

const noteRow = z.union([z.tuple([z.number().int().nonnegative().max(MAX_STEP), z.string().max(MAX_NOTE_CHARACTERS)]), z.tuple([z.number().int().nonnegative().max(MAX_STEP), z.string().max(MAX_NOTE_CHARACTERS), z.literal('i')])]);
const noteRows = z.array(noteRow).max(MAX_NOTES);

function readNotes(packed: string): Result<readonly Note[], FieldFault> {
  const text = unpackLinkText(packed, MAX_TEXT_BYTES);
  if (!text.ok) return text;
  try {
    const rows = noteRows.safeParse(JSON.parse(text.value));
    if (rows.success) return ok(rows.data.map(([step, note, size]) => ({ granularity: size === 'i' ? 'instruction' : 'line', step, text: note })));
  } catch {
    // Said below, as for JSON of something else.
  }
  return fail('not-notes');
}

const MAX_BREAKPOINTS = 500;
const lineSchema = z.number().int().min(1).max(1_000_000);
const breakpointRow = z.union([
  lineSchema.transform((line) => ({ line, condition: '', hit: null })),
  z.tuple([lineSchema, z.string().max(1000)]).transform(([line, condition]) => ({ line, condition, hit: null })),
  z.tuple([lineSchema, z.string().max(1000), z.number().int().min(1).max(1_000_000_000)]).transform(([line, condition, hit]) => ({ line, condition, hit })),
]);
const breakpointRows = z.array(breakpointRow).max(MAX_BREAKPOINTS);

function readBreakpoints(packed: string): Result<readonly BreakpointEntry[], FieldFault> {
  const text = unpackLinkText(packed, MAX_TEXT_BYTES);
  if (!text.ok) return text;
  try {
    const rows = breakpointRows.safeParse(JSON.parse(text.value));
    if (rows.success) return ok(rows.data);
  } catch {
    // Said below, as for JSON of something else.
  }
  return fail('not-breakpoints');
}

function readAddress(text: string): Result<string, FieldFault> {
  const plain = unescaped(text);
  if (!plain.ok) return plain;
  // Read by a pattern: no other scheme than that of a web page may ever be fetched.
  return /^https?:\/\/[^\s\\]{1,2000}$/.test(plain.value) ? ok(plain.value) : fail('not-an-address');
}
