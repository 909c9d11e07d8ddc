/** A tiny layout that knows what a program does, as each of the shipped templates tells it. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { assert, at } from '../../../base/assert.ts';
import { CWM_END, CWM_TOKENS, cwmContext, cwmFrame, cwmOpening } from '../../../scratchpad/cwm-form.ts';
import { rowForm } from '../../../scratchpad/row-form.ts';
import { SourceText } from '../../../scratchpad/text-form.ts';
import type { PrintedState } from '../../../trace/printed-state.ts';
import { parseTemplate, type Template } from '../template.ts';
import { promptWriter } from '../text-prompt.ts';
import { textTokenizer } from '../text-tokenizer.ts';
import { TINY_CHAT, TINY_CHAT_TOKENS, TINY_END, tinyLayout, tinyTokenizer, tinyTokenizerConfig, type Memory, type TinyLayoutOptions } from './tiny-layout.ts';

export const SPECIALS = [...TINY_CHAT_TOKENS, '<|begin_of_text|>', CWM_END, ...CWM_TOKENS];

export function shippedTemplate(name: string): string {
  return readFileSync(path.join(import.meta.dirname, '..', '..', '..', '..', 'public', 'templates', `${name}.txt`), 'utf8');
}

export interface KnownProgram {
  readonly source: string;
  readonly call: string;
  readonly states: readonly PrintedState[];
  /** Answers that the model gives in place of the true ones, by the step that they are made from. */
  readonly wrong?: ReadonlyMap<number, string>;
}

/** The files of a model that answers all steps of the program, by one of the shipped templates. */
export function layoutThatKnows(name: string, program: KnownProgram, change: Partial<TinyLayoutOptions> = {}): Map<string, Uint8Array<ArrayBuffer>> {
  const parsed = parseTemplate(shippedTemplate(name));
  assert(parsed.ok, 'the shipped templates can be read');
  return tinyLayout({ memories: memoriesOf(parsed.value, program), specials: SPECIALS, chatTemplate: TINY_CHAT, ...change });
}

function memoriesOf(template: Template, { source: code, call, states, wrong = new Map<number, string>() }: KnownProgram): Memory[] {
  const tokenizer = textTokenizer(tinyTokenizer(SPECIALS), tinyTokenizerConfig(TINY_CHAT));
  const prompts = promptWriter(template, tokenizer, { chat_template: TINY_CHAT });
  assert(prompts.ok, 'the tiny model has a chat template');
  const source = new SourceText(code);
  const end = template.stop[0] ?? TINY_END;
  if (template.form.kind === 'rows') {
    const form = rowForm(template.form);
    return states.slice(0, -1).map((state, from) => {
      const [before, after] = [form.write(state, source), form.write(at(states, from + 1), source)];
      assert(before.ok && after.ok, 'the states can be written');
      const prompt = prompts.value.write({ source: code.trimEnd(), numbered_source: source.numbered().trimEnd(), call, state: before.value }, 'state');
      return { prompt: prompt.tokens, answer: tokenizer.encode(`${wrong.get(from) ?? after.value}${end}`, false) };
    });
  }
  const [context, opened] = [cwmContext(source, call), cwmOpening(at(states, 0), source, call)];
  assert(context.ok && opened.ok, 'the program can be written');
  const head = prompts.value.write({ context: context.value, frames: '' }, 'frames').tokens;
  const frames = states.slice(1).map((state, index) => {
    const frame = cwmFrame(at(states, index), state, source);
    assert(frame.ok, 'the states can be written');
    return wrong.get(index) ?? frame.value;
  });
  const encode = (text: string): number[] => tokenizer.encode(text, false);
  return [{ prompt: [...head, ...encode(opened.value)], answer: encode(frames.join('') + CWM_END) }];
}
