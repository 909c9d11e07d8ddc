/** A model of another make, read and checked, in the form in which the runner opens any model. */
import type { Result } from '../../base/result.ts';
import { ok } from '../../base/result.ts';
import type { LoadProgress, ModelError, OtherModel, OtherSource } from '../protocol.ts';
import type { RunnableModel } from '../runner.ts';
import { sameInParts } from '../self-test.ts';
import { readLayout, type Layout } from './layout.ts';
import { otherFiles } from './other-files.ts';
import { parseTemplate, taskOfTemplate } from './template.ts';
import { textEngine, textModel } from './text-engine.ts';

/** Largest difference of a logit between a text that is read whole and one that is read in parts, in single precision. */
const TOLERANCE = 0.05;
/** In half precision the differences add up over more layers than ours have. */
const HALF_TOLERANCE = 1;
/** Shorter texts do not reach the blocked attention kernels that have been seen to go wrong on some adapters. */
const TEST_TOKENS = 48;
const TEST_TEXT = 'def f(values):\n    total = 0\n    for value in values:\n        total += value * 2\n    return total\n\n\nprint(f([1, 2, 3]))\n'.repeat(2);

/** Errors: those of `readLayout`, `parseTemplate` and `textModel`. */
export async function otherModel({ source, template: file }: OtherModel, progress: (progress: LoadProgress) => void, signal: AbortSignal): Promise<Result<RunnableModel, ModelError>> {
  // What costs nothing to find out comes first.
  const template = parseTemplate(file);
  if (!template.ok) return template;
  const layout = await readFrom(source, progress, signal);
  if (!layout.ok) return layout;
  const made = textModel(layout.value, template.value);
  if (!made.ok) return made;
  const { architecture, name, digest, parameters, largestTensor, tokenizerSha256 } = layout.value;
  const { layers, heads, headDim, vocabSize, half, passDependent } = architecture;
  const test = made.value.tokenizer.encode(TEST_TEXT, false).slice(0, Math.min(TEST_TOKENS, made.value.contextLength));
  // The weights are given back when the model is open; who has to open it again reads them again.
  let read: Layout | null = layout.value;
  return ok({
    architecture: { layers, heads, head_dim: headDim, vocab_size: vocabSize, previous: 0, offsets: 0, offset_kinds: 0 },
    selfTest: sameInParts(test, passDependent ? Infinity : half ? HALF_TOLERANCE : TOLERANCE),
    need: { largestTensor, rungs: [half ? 'webgpu-f16' : 'webgpu-f32', 'wasm-threads', 'wasm'] },
    info: {
      name,
      digest,
      parameters,
      contextLength: made.value.contextLength,
      grammarVersion: null,
      tokenizerSha256,
      template: template.value.name,
      tasks: [taskOfTemplate(template.value)].map(({ strategy, granularity }) => ({ strategy, granularity })),
    },
    async graph() {
      const here = read === null ? await readFrom(source, () => undefined, signal) : ok(read);
      read = null;
      return here.ok ? ok(here.value.graph) : here;
    },
    engine: (session) => textEngine(made.value, session),
  });
}

function readFrom(source: OtherSource, progress: (progress: LoadProgress) => void, signal: AbortSignal): Promise<Result<Layout, ModelError>> {
  return readLayout(otherFiles(source, progress), signal);
}
