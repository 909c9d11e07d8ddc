import { describe, expect, it } from 'vitest';
import { parseTemplate, type Template } from './template.ts';
import { shippedTemplate, SPECIALS } from './testing/known-program.ts';
import { TINY_CHAT, tinyTokenizer, tinyTokenizerConfig } from './testing/tiny-layout.ts';
import { promptWriter } from './text-prompt.ts';
import { textTokenizer } from './text-tokenizer.ts';

const HEAD = {
  format: 'tracepad-template',
  version: 1,
  name: 'Mine',
  form: { kind: 'rows', frame: '{function}:{line}', variable: '{name}={value}', events: { call: 'call', line: 'line', return: 'gives {value}', exception: 'raises {value}' } },
};

function file(change: object = {}, prompt = '{{source}}\n{{state}}\n'): string {
  return `${JSON.stringify({ ...HEAD, ...change }, null, 2)}\n---\n${prompt}`;
}

function template(text: string): Template {
  const parsed = parseTemplate(text);
  if (!parsed.ok) throw new Error(parsed.error.message);
  return parsed.value;
}

describe('a template file', () => {
  it.each(['few-shot', 'chat', 'cwm'])('is shipped whole: %s', (name) => {
    expect(parseTemplate(shippedTemplate(name)).ok).toBe(true);
  });

  it('is read with what it does not say', () => {
    expect(template(file())).toMatchObject({ name: 'Mine', special_tokens: true, stop: [], max_tokens: 512, prompt: { kind: 'text', text: '{{source}}\n{{state}}\n' } });
    const chat = template(file({ chat: true }, '--- system\nBe brief.\n--- user\n{{state}}\n\n'));
    expect(chat.prompt).toEqual({ kind: 'chat', messages: [{ role: 'system', content: 'Be brief.' }, { role: 'user', content: '{{state}}\n' }] });
  });

  it.each([
    ['no separator', JSON.stringify(HEAD), 'no line ---'],
    ['no JSON', '{\n---\n{{state}}', 'its head is no JSON'],
    ['another format', file({ format: 'other' }), '"format": "tracepad-template"'],
    ['a later version', file({ version: 2 }), 'version 2; this build reads version 1'],
    ['a field of another kind', file({ max_tokens: 0 }), 'max_tokens'],
    ['a form that is not known', file({ form: { kind: 'xml' } }), 'form'],
    ['a row without its field', file({ form: { ...HEAD.form, variable: '{name}' } }), 'the row "variable": it needs {value}'],
    ['a field that has no meaning', file({ form: { ...HEAD.form, frame: '{function} {line} {depth}' } }), '{depth} has no meaning there'],
    ['fields side by side', file({ form: { ...HEAD.form, frame: '{function}{line}' } }), 'something has to stand between two fields'],
    ['an event without its value', file({ form: { ...HEAD.form, events: { ...HEAD.form.events, return: 'gives' } } }), 'the row "return": it needs {value}'],
    ['no state in the prompt', file({}, '{{source}}'), 'needs {{state}} once'],
    ['the state twice', file({}, '{{state}}{{state}}'), 'needs {{state}} once'],
    ['an unknown placeholder', file({}, '{{state}} {{stack}}'), '{{stack}}; there is {{source}}, {{numbered_source}}, {{call}}, {{state}}'],
    ['placeholders of the other form', file({ form: { kind: 'cwm' } }), '{{source}}; there is {{context}}, {{frames}}'],
    ['a chat without messages', file({ chat: true }, '\n'), 'a chat has at least one message'],
    ['text before the first message', file({ chat: true }, 'Hello\n--- user\n{{state}}'), 'text before the first line'],
    ['the model having the last word', file({ chat: true }, '--- user\n{{state}}\n--- assistant\nyes'), 'the last message'],
  ])('is refused by name: %s', (_, text, says) => {
    expect(parseTemplate(text)).toMatchObject({ ok: false, error: { failure: 'template-invalid', message: expect.stringContaining(says) as string } });
  });
});

describe('a prompt', () => {
  const tokenizer = textTokenizer(tinyTokenizer(SPECIALS), tinyTokenizerConfig(TINY_CHAT));
  const written = (text: string, state: string): { readonly text: string; readonly shared: string } => {
    const prompts = promptWriter(template(text), tokenizer, { chat_template: TINY_CHAT });
    if (!prompts.ok) throw new Error(prompts.error.message);
    const { tokens, shared } = prompts.value.write({ source: 'x = {{state}}', numbered_source: '1 x', call: 'f()', state }, 'state');
    return { text: tokenizer.decodeAfter([], tokens), shared: tokenizer.decodeAfter([], tokens.slice(0, shared)) };
  };

  it('is the text with its placeholders filled in, once: what a program says is not filled in again', () => {
    expect(written(file(), 'in f')).toEqual({ text: 'x = {{state}}\nin f\n', shared: 'x = {{state}}\n' });
  });

  it('of a chat is what the model’s own template makes of the messages', () => {
    const { text, shared } = written(file({ chat: true }, '--- system\nBe brief.\n--- user\nNow: {{state}}'), 'in f');
    expect(text).toBe('<|start|>system\nBe brief.<|end|>\n<|start|>user\nNow: in f<|end|>\n<|start|>assistant\n');
    expect(shared).toBe('<|start|>system\nBe brief.<|end|>\n<|start|>user\nNow: ');
  });
});
