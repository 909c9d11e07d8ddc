/**
 * Template files, version 1: how a model of another make is prompted, and how what it writes is read. A head in JSON, a
 * line `---`, then the prompt as it is; `TEMPLATES.md` has the whole of it.
 */
import { z } from 'zod';
import type { Result } from '../../base/result.ts';
import { fail, ok } from '../../base/result.ts';
import { patternFault } from '../../scratchpad/row-form.ts';
import type { ModelError, PredictionTask } from '../protocol.ts';

export const TEMPLATE_VERSION = 1;

const row = z.string().min(1);
const rowsSchema = z.object({
  kind: z.literal('rows'),
  frame: row,
  variable: row,
  iterator: row.optional(),
  global: row.optional(),
  events: z.object({ call: row, line: row, return: row, exception: row }),
  ignore: z.array(z.string()).default([]),
});
const headSchema = z.object({
  format: z.literal('tracepad-template'),
  version: z.literal(TEMPLATE_VERSION),
  name: z.string().min(1).max(60),
  form: z.discriminatedUnion('kind', [rowsSchema, z.object({ kind: z.literal('cwm') })]),
  /** Whether the prompt is a conversation, written out by the model's own chat template. */
  chat: z.boolean().default(false),
  /** Whether the tokenizer puts its own tokens round the prompt. */
  special_tokens: z.boolean().default(true),
  /** Texts that end an answer, besides the model's own end. */
  stop: z.array(z.string().min(1)).max(16).default([]),
  /** Tokens that an answer may have. */
  max_tokens: z.int().min(1).max(4096).default(512),
});

export interface Message {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}

export interface Template extends Omit<z.infer<typeof headSchema>, 'format' | 'version' | 'chat'> {
  /** One text, or a conversation. */
  readonly prompt: { readonly kind: 'text'; readonly text: string } | { readonly kind: 'chat'; readonly messages: readonly Message[] };
}

/** Placeholders that a prompt may have, by its form, and those that it must have. */
const PLACEHOLDERS = {
  rows: { may: ['source', 'numbered_source', 'call', 'state'], needs: ['state'] },
  cwm: { may: ['context', 'frames'], needs: ['context', 'frames'] },
} as const;
const PLACEHOLDER = /\{\{(\w+)\}\}/g;

/** Reads a template file. Error: 'template-invalid', with what is wrong where. */
export function parseTemplate(file: string): Result<Template, ModelError> {
  const text = file.replaceAll('\r\n', '\n');
  const separator = /^---$/m.exec(text);
  if (separator === null) return invalid('it has no line --- between its head and its prompt');
  let json: unknown;
  try {
    json = JSON.parse(text.slice(0, separator.index));
  } catch (error) {
    return invalid(`its head is no JSON (${error instanceof Error ? error.message : String(error)})`);
  }
  const named = z.looseObject({ format: z.literal('tracepad-template'), version: z.int() }).safeParse(json);
  if (!named.success) return invalid('its head does not begin with "format": "tracepad-template" and a "version"');
  if (named.data.version !== TEMPLATE_VERSION) return invalid(`it has version ${named.data.version}; this build reads version ${TEMPLATE_VERSION}`);
  const head = headSchema.safeParse(json);
  if (!head.success) {
    const issue = head.error.issues[0];
    return invalid(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'unknown'}`);
  }
  const { form, chat } = head.data;
  if (form.kind === 'rows') {
    const patterns = [['frame', form.frame], ['variable', form.variable], ['iterator', form.iterator], ['global', form.global], ...Object.entries(form.events)] as const;
    for (const [kind, pattern] of patterns) {
      const fault = pattern === undefined ? null : patternFault(kind, pattern);
      if (fault !== null) return invalid(`the row "${kind}": ${fault}`);
    }
  }
  const body = text.slice(separator.index + 4);
  // Frames begin right after what stands before them; whatever ends the file is none of it.
  const prompt = chat ? conversation(body) : ({ kind: 'text', text: form.kind === 'cwm' ? body.trimEnd() : body } as const);
  if (typeof prompt === 'string') return invalid(prompt);
  const all = prompt.kind === 'text' ? prompt.text : prompt.messages.map(({ content }) => content).join('\n');
  const { may, needs } = PLACEHOLDERS[form.kind];
  const used = [...all.matchAll(PLACEHOLDER)].map((match) => match[1] ?? '');
  const stranger = used.find((name) => !(may as readonly string[]).includes(name));
  if (stranger !== undefined) return invalid(`its prompt has {{${stranger}}}; there is ${may.map((name) => `{{${name}}}`).join(', ')}`);
  const missing = needs.find((name) => used.filter((each) => each === name).length !== 1);
  if (missing !== undefined) return invalid(`its prompt needs {{${missing}}} once`);
  return ok({ ...head.data, prompt });
}

function invalid(why: string): Result<never, ModelError> {
  return fail({ failure: 'template-invalid', message: `The template cannot be used: ${why}. TEMPLATES.md tells how a template is written.` });
}

/** The messages of a chat template's prompt, each after its line `--- role`; or what is wrong. */
function conversation(body: string): Template['prompt'] | string {
  const parts = body.split(/^--- (system|user|assistant)$/m);
  if ((parts[0] ?? '').trim() !== '') return 'its prompt has text before the first line --- system, --- user or --- assistant';
  const messages: Message[] = [];
  for (let index = 1; index + 1 < parts.length; index += 2) messages.push({ role: parts[index] as Message['role'], content: (parts[index + 1] ?? '').replace(/^\n|\n$/g, '') });
  if (messages.length === 0) return 'a chat has at least one message, after a line --- user';
  return messages.at(-1)?.role === 'assistant' ? 'the last message of a chat is not the model’s own' : { kind: 'chat', messages };
}

/** The text with its placeholders filled in; one that has no value stays. */
export function filled(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(PLACEHOLDER, (whole, name: string) => values[name] ?? whole);
}

export function usesPlaceholder({ prompt }: Template, name: string): boolean {
  const texts = prompt.kind === 'text' ? [prompt.text] : prompt.messages.map(({ content }) => content);
  return texts.some((text) => text.includes(`{{${name}}}`));
}

/** What a model can be asked through a template: states one after the other, or a history of frames. */
export function taskOfTemplate({ form }: Pick<Template, 'form'>): PredictionTask {
  return { strategy: form.kind === 'cwm' ? 'compact-step-in' : 'dynamic', granularity: 'line', jump: 1 };
}
