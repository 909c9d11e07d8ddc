/** Prompts by a template: its text filled in, written as tokens, and how much of it the steps of a program share. */
import { Template as JinjaTemplate } from '@huggingface/jinja';
import type { Result } from '../../base/result.ts';
import { fail, ok } from '../../base/result.ts';
import type { ModelError } from '../protocol.ts';
import type { TokenizerConfig } from './layout.ts';
import { filled, type Template } from './template.ts';
import type { TextTokenizer } from './text-tokenizer.ts';

export interface Prompt {
  readonly tokens: readonly number[];
  /** Leading tokens that do not depend on `varies`. */
  readonly shared: number;
}

export interface PromptWriter {
  /**
   * @param values of the placeholders.
   * @param varies the one that differs from step to step.
   */
  write(values: Readonly<Record<string, string>>, varies: string): Prompt;
}

/** Error 'template-invalid': a chat template that is not there, or that fails on these messages. */
export function promptWriter(template: Template, tokenizer: TextTokenizer, config: TokenizerConfig): Result<PromptWriter, ModelError> {
  const { prompt } = template;
  if (prompt.kind === 'text') return ok(writer(tokenizer, template.special_tokens, (values) => filled(prompt.text, values)));
  const source = typeof config.chat_template === 'string' ? config.chat_template : (config.chat_template?.find(({ name }) => name === 'default') ?? config.chat_template?.[0])?.template;
  if (source === undefined) {
    return invalid(`The template "${template.name}" is a conversation, and the model has no chat template (tokenizer_config.json): choose a template of plain text.`);
  }
  try {
    const chat = new JinjaTemplate(source);
    const render = (values: Readonly<Record<string, string>>): string =>
      chat.render({
        messages: prompt.messages.map(({ role, content }) => ({ role, content: filled(content, values) })),
        add_generation_prompt: true,
        bos_token: config.bos_token ?? '',
        eos_token: config.eos_token ?? '',
        // Thinking aloud would use up the answer's tokens.
        enable_thinking: false,
      });
    render({});
    // The chat template writes the special tokens itself.
    return ok(writer(tokenizer, false, render));
  } catch (error) {
    return invalid(`The model's chat template cannot be filled with the template "${template.name}": ${error instanceof Error ? error.message : String(error)}. Choose another template, or leave out its system message.`);
  }
}

function invalid(message: string): Result<never, ModelError> {
  return fail({ failure: 'template-invalid', message });
}

/** Stands for what varies while the part before it is looked for; no program has it. */
const MARK = '\uE000\uE001';

function writer(tokenizer: TextTokenizer, special: boolean, render: (values: Readonly<Record<string, string>>) => string): PromptWriter {
  return {
    write(values, varies) {
      const tokens = tokenizer.encode(render(values), special);
      const head = render({ ...values, [varies]: MARK });
      const before = tokenizer.encode(head.slice(0, Math.max(0, head.indexOf(MARK))), special);
      let shared = 0;
      while (shared < before.length && shared < tokens.length - 1 && before[shared] === tokens[shared]) shared += 1;
      return { tokens, shared };
    },
  };
}
