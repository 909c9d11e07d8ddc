/** Predictions of a model of another make: its template says which task it can be asked, and how. */
import type { Result } from '../../base/result.ts';
import { fail, ok } from '../../base/result.ts';
import { CWM_TOKENS } from '../../scratchpad/cwm-form.ts';
import { rowForm } from '../../scratchpad/row-form.ts';
import { notInTemplate } from '../../scratchpad/text-form.ts';
import type { Engine } from '../engine.ts';
import { notPredictable } from '../predict-task.ts';
import { DEFAULT_TASK } from '../protocol.ts';
import type { ModelError, PredictionTask } from '../protocol.ts';
import type { Session } from '../session.ts';
import type { TextNetwork } from './answer.ts';
import type { Layout } from './layout.ts';
import { framesFreeRunning, framesTeacherForced } from './predict-frames.ts';
import { rowsFreeRunning, rowsTeacherForced } from './predict-rows.ts';
import { taskOfTemplate, type Template } from './template.ts';
import { TextCache } from '../text-cache.ts';
import { promptWriter, type PromptWriter } from './text-prompt.ts';
import { textTokenizer, type TextTokenizer } from './text-tokenizer.ts';

/** What it takes to ask the model, wherever it runs. */
export interface TextModel {
  readonly layout: Layout;
  readonly template: Template;
  readonly tokenizer: TextTokenizer;
  readonly prompts: PromptWriter;
  readonly endIds: readonly number[];
  readonly contextLength: number;
}

/** Keys and values of a prompt stay within this. */
const MOST_CACHE_BYTES = 512 * 2 ** 20;

/** Puts a model and a template together. Errors: 'layout-invalid', 'tokenizer-mismatch', 'template-invalid'. */
export function textModel(layout: Layout, template: Template): Result<TextModel, ModelError> {
  const { architecture, tokenizerConfig } = layout;
  let tokenizer: TextTokenizer;
  try {
    tokenizer = textTokenizer(layout.tokenizer, tokenizerConfig);
  } catch (error) {
    return fail({ failure: 'layout-invalid', message: `tokenizer.json cannot be used: ${error instanceof Error ? error.message : String(error)}` });
  }
  const mismatch = (why: string): Result<never, ModelError> => fail({ failure: 'tokenizer-mismatch', message: `tokenizer.json does not belong to this model: ${why}. Take both from the same place.` });
  if (tokenizer.largestId >= architecture.vocabSize) return mismatch(`it has tokens up to ${tokenizer.largestId}, and the model knows ${architecture.vocabSize}`);
  const named = tokenizerConfig.eos_token;
  const namedEnd = named == null ? undefined : tokenizer.idOf(named);
  if (named != null && namedEnd === undefined) return mismatch(`its end of text, ${named}, is no token of it`);
  if (namedEnd !== undefined && layout.endIds.length > 0 && !layout.endIds.includes(namedEnd)) {
    return mismatch(`its end of text, ${named ?? ''}, has the id ${namedEnd}, and the model's configuration says ${layout.endIds.join(', ')}`);
  }
  const endIds = [...new Set([...(namedEnd === undefined ? [] : [namedEnd]), ...layout.endIds])];
  if (endIds.length === 0) return fail({ failure: 'layout-invalid', message: 'Neither config.json, generation_config.json nor tokenizer_config.json says which token ends a text (eos_token_id, eos_token).' });
  if (template.form.kind === 'cwm') {
    const unknown = CWM_TOKENS.find((token) => tokenizer.idOf(token) === undefined);
    if (unknown !== undefined) return fail({ failure: 'template-invalid', message: `The template "${template.name}" writes ${unknown}, which is no token of this model: it is for models that were trained on traces. Choose another template.` });
  }
  const prompts = promptWriter(template, tokenizer, tokenizerConfig);
  if (!prompts.ok) return prompts;
  const { layers, heads, headDim, half } = architecture;
  const bytesAToken = 2 * layers * heads * headDim * (half ? 2 : 4);
  const contextLength = Math.max(1, Math.min(layout.contextLength, Math.floor(MOST_CACHE_BYTES / bytesAToken)));
  return ok({ layout, template, tokenizer, prompts: prompts.value, endIds, contextLength });
}

export function textEngine({ layout, template, tokenizer, prompts, endIds, contextLength }: TextModel, session: Session): Engine {
  const network: TextNetwork = { session, tokenizer, contextLength, endIds, exact: !layout.architecture.passDependent };
  const cache = new TextCache(session);
  const own = taskOfTemplate(template);
  const parts = { network, cache, template, prompts };
  const refusal = (task: PredictionTask): string | null =>
    task.strategy === own.strategy && task.granularity === own.granularity
      ? null
      : `it asks for ${own.strategy === 'dynamic' ? 'one line step after the other (the strategy “Dynamic”)' : 'a history of line steps (the strategy “Compact, into calls”)'} alone`;
  const { form } = template;
  const rows = form.kind === 'rows' ? { ...parts, form: rowForm(form) } : null;
  return {
    async teacherForced(request, options) {
      const why = refusal(request.task ?? DEFAULT_TASK);
      if (why !== null) for (const { from, to } of request.steps) options.onStep(notPredictable(from, notInTemplate(why), to));
      else if (rows) await rowsTeacherForced(rows, request, options);
      else await framesTeacherForced(parts, request, options);
    },
    async freeRunning(request, options) {
      if (request.maxSteps <= 0) return;
      const why = refusal(request.task ?? DEFAULT_TASK);
      if (why !== null) options.onStep(notPredictable(request.from, notInTemplate(why), request.places?.[0]));
      else if (rows) await rowsFreeRunning(rows, request, options);
      else await framesFreeRunning(parts, request, options);
    },
    clear: () => cache.clear(),
  };
}
