/**
 * What a link holds, version 1: `#v=1&code=…&call=…&stdin=…&g=i&mode=free&step=12`.
 *
 * `code` and `stdin` are deflate-raw + base64url, `call` is percent-encoded text, `g` is `i` for instructions, `mode`
 * is `free` for free-running, `step` counts from 0. Defaults are left out. Every field is checked by itself: a bad one
 * costs only itself and is reported. Nothing here runs code.
 */
import { fail, ok, type Result } from '../base/result.ts';
import type { Granularity } from '../trace/wire.ts';
import { deflateText, inflateText, type InflateError } from './deflate.ts';

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
  /** Place in the list of steps of that granularity, from 0. */
  readonly step: number;
}

export type UrlField = keyof UrlState;

export type FieldFault = InflateError | 'bad-escape' | 'not-a-step' | 'unknown-choice';

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

export const URL_VERSION = 1;
/** Far above what a chat message or a server takes; only stops absurd work. */
export const MAX_FRAGMENT_CHARACTERS = 400_000;
/** Most bytes of UTF-8 that a compressed field may inflate to. */
export const MAX_TEXT_BYTES = 256 * 1024;
export const MAX_CALL_CHARACTERS = 4_000;
/** `encodeURIComponent` refuses these. */
const LONE_SURROGATE = /\p{Surrogate}/gu;
/** A trace has fewer steps than this whatever its limits. */
const MAX_STEP = 100_000_000;

/**
 * `UPGRADERS[n - 1]` turns the parameters of version n into those of version n + 1. Links live for ever, so an entry
 * is never taken out.
 */
export const UPGRADERS: readonly ((parameters: URLSearchParams) => URLSearchParams)[] = [];

/** The fragment of a link, with its `#`. Its length is the same for the same state. */
export async function encodeUrlState(state: UrlState): Promise<string> {
  const parts = [`v=${String(URL_VERSION)}`];
  if (state.code !== '') parts.push(`code=${await deflateText(state.code)}`);
  if (state.call !== '') parts.push(`call=${encodeURIComponent(state.call.replace(LONE_SURROGATE, '\uFFFD'))}`);
  if (state.stdin !== '') parts.push(`stdin=${await deflateText(state.stdin)}`);
  if (state.granularity === 'instruction') parts.push('g=i');
  if (state.mode === 'free-running') parts.push('mode=free');
  if (state.step !== 0) parts.push(`step=${String(state.step)}`);
  return `#${parts.join('&')}`;
}

/**
 * Reads a fragment, with or without its `#`. An empty fragment is no link: `ok` with no fields. Parameters that this
 * version does not know are passed over.
 */
export async function decodeUrlState(fragment: string): Promise<Result<DecodedLink, LinkError>> {
  const text = fragment.startsWith('#') ? fragment.slice(1) : fragment;
  if (text === '') return ok({ fields: {}, problems: [] });
  if (text.length > MAX_FRAGMENT_CHARACTERS) {
    return fail({ kind: 'too-long', characters: text.length, limit: MAX_FRAGMENT_CHARACTERS });
  }
  const raw = splitParameters(text);
  const versionText = raw.get('v');
  if (versionText === undefined) return fail({ kind: 'no-version' });
  if (!/^[1-9]\d{0,8}$/.test(versionText)) return fail({ kind: 'bad-version', text: versionText.slice(0, 40) });
  const version = Number(versionText);
  if (version > URL_VERSION) return fail({ kind: 'too-new', version, newest: URL_VERSION });
  const upgraded = upgrade(raw, version);
  return ok(await readFields(upgraded));
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

function upgrade(parameters: Map<string, string>, version: number): Map<string, string> {
  if (version === URL_VERSION) return parameters;
  let current = new URLSearchParams([...parameters]);
  for (const step of UPGRADERS.slice(version - 1)) current = step(current);
  return new Map(current);
}

async function readFields(parameters: Map<string, string>): Promise<DecodedLink> {
  const problems: FieldProblem[] = [];
  const fields: { -readonly [Field in UrlField]?: UrlState[Field] } = {};

  const texts = [
    ['code', parameters.get('code')],
    ['stdin', parameters.get('stdin')],
  ] as const;
  for (const [field, packed] of texts) {
    if (packed === undefined) continue;
    const inflated = await inflateText(packed, MAX_TEXT_BYTES);
    if (inflated.ok) fields[field] = inflated.value;
    else problems.push({ field, fault: inflated.error });
  }

  const call = parameters.get('call');
  if (call !== undefined) {
    const decoded = decodeCall(call);
    if (decoded.ok) fields.call = decoded.value;
    else problems.push({ field: 'call', fault: decoded.error });
  }

  const granularity = parameters.get('g');
  if (granularity === 'i') fields.granularity = 'instruction';
  else if (granularity === 'l') fields.granularity = 'line';
  else if (granularity !== undefined) problems.push({ field: 'granularity', fault: 'unknown-choice' });

  const mode = parameters.get('mode');
  if (mode === 'free') fields.mode = 'free-running';
  else if (mode === 'forced') fields.mode = 'teacher-forced';
  else if (mode !== undefined) problems.push({ field: 'mode', fault: 'unknown-choice' });

  const step = parameters.get('step');
  if (step !== undefined) {
    if (/^\d{1,9}$/.test(step) && Number(step) < MAX_STEP) fields.step = Number(step);
    else problems.push({ field: 'step', fault: 'not-a-step' });
  }
  return { fields, problems };
}

function decodeCall(text: string): Result<string, FieldFault> {
  let call: string;
  try {
    call = decodeURIComponent(text);
  } catch {
    return fail('bad-escape');
  }
  return call.length > MAX_CALL_CHARACTERS ? fail('too-large') : ok(call);
}
