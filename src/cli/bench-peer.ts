/**
 * The peer that predictions are measured against: transformers.js's `generate` on the same weights, laid out as it wants
 * them, on the same build of onnxruntime-web, one thread, each prompt read from its first token. It is no dependency, for
 * its size; `npm install --no-save --ignore-scripts @huggingface/transformers` in any folder, which `--peer` then names (its scripts fetch
 * a native runtime, which is not used).
 */
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { InferenceSession, Tensor } from 'onnxruntime-common';
import * as onnxruntime from 'onnxruntime-web/wasm';
import { z } from 'zod';
import { at } from '../base/assert.ts';
import { Columns } from '../model/columns.ts';
import { placedTokens, takenApart } from '../model/placed-token.ts';
import { nodeRuntime } from '../model/node-runner.ts';
import { CommandError } from './arguments.ts';

export interface Peer {
  readonly version: string;
  /** Greedy decoding after a prompt, the end token included; at most `limit` tokens. */
  generate(prompt: readonly number[], limit: number): Promise<readonly number[]>;
  dispose(): void;
}

/** The parts of transformers.js that are used. */
interface Transformers {
  readonly env: { version: string; allowRemoteModels: boolean; localModelPath: string };
  readonly Tensor: new (type: 'int64', data: BigInt64Array, dims: number[]) => unknown;
  readonly AutoModelForCausalLM: { from_pretrained(name: string, options: object): Promise<{ generate(options: object): Promise<{ data: BigInt64Array }> }> };
}

const architecture = z.object({ layers: z.int(), heads: z.int(), head_dim: z.int(), width: z.int(), vocab_size: z.int(), context_length: z.int(), previous: z.int().default(0), offsets: z.int().default(0), offset_kinds: z.int().default(2) });
const manifest = z.object({ architecture, files: z.array(z.object({ path: z.string() })), tokenizer: z.object({ path: z.string() }) });

/** @param folder where transformers.js is installed. @param modelFolder the model's own. */
export async function openPeer(folder: string, modelFolder: string): Promise<Peer> {
  const { architecture: shape, files, tokenizer } = manifest.parse(JSON.parse(readFileSync(path.join(modelFolder, 'manifest.json'), 'utf8')));
  const layout = mkdtempSync(path.join(tmpdir(), 'tracepad-peer-'));
  mkdirSync(path.join(layout, 'model', 'onnx'), { recursive: true });
  for (const file of files) if (file.path !== tokenizer.path) copyFileSync(path.join(modelFolder, file.path), path.join(layout, 'model', 'onnx', file.path));
  const ends = { bos_token_id: 1, eos_token_id: 2, pad_token_id: 0 };
  const config = {
    model_type: 'llama',
    hidden_size: shape.width,
    num_attention_heads: shape.heads,
    num_key_value_heads: shape.heads,
    head_dim: shape.head_dim,
    num_hidden_layers: shape.layers,
    vocab_size: shape.vocab_size,
    max_position_embeddings: shape.context_length,
    ...ends,
  };
  writeFileSync(path.join(layout, 'model', 'config.json'), JSON.stringify(config));
  writeFileSync(path.join(layout, 'model', 'generation_config.json'), JSON.stringify(ends));
  await nodeRuntime(1);
  // It takes the runtime that it finds here in place of its own: both sides run on the same one.
  (globalThis as Record<symbol, unknown>)[Symbol.for('onnxruntime')] = { ...onnxruntime, InferenceSession: { create: (model: string | Uint8Array, options: InferenceSession.SessionOptions) => openSession(model, options, shape) } };
  const transformers = await load(folder);
  // It points the runtime at a server far away; the binary is here.
  delete onnxruntime.env.wasm.wasmPaths;
  transformers.env.allowRemoteModels = false;
  transformers.env.localModelPath = `${layout}/`;
  const model = await transformers.AutoModelForCausalLM.from_pretrained('model', {
    dtype: 'fp32',
    device: 'auto',
    session_options: { executionProviders: ['wasm'], graphOptimizationLevel: 'all', extra: { session: { disable_quant_qdq: '1' } } },
  });
  return {
    version: transformers.env.version,
    async generate(prompt, limit) {
      const int64 = (values: BigInt64Array): unknown => new transformers.Tensor('int64', values, [1, values.length]);
      const output = await model.generate({
        inputs: int64(BigInt64Array.from(prompt, BigInt)),
        attention_mask: int64(new BigInt64Array(prompt.length).fill(1n)),
        max_new_tokens: limit,
        do_sample: false,
      });
      return Array.from(output.data, Number).slice(prompt.length);
    },
    dispose: () => rmSync(layout, { recursive: true }),
  };
}

async function load(folder: string): Promise<Transformers> {
  try {
    const file = createRequire(path.join(path.resolve(folder), 'package.json')).resolve('@huggingface/transformers');
    return (await import(pathToFileURL(file.replace(/\.cjs$/, '.mjs')).href)) as Transformers;
  } catch (error) {
    throw new CommandError(`transformers.js could not be loaded from ${folder}: ${String(error)}. There, run: npm install --no-save @huggingface/transformers`);
  }
}

/**
 * A session as transformers.js wants it: a file's path will do, and what its layout does not have is filled in here: the tokens
 * before each token, where in its value it is, that all is visible, and that the last token's logits are wanted alone, which is all that it looks at.
 */
async function openSession(model: string | Uint8Array, options: InferenceSession.SessionOptions, { previous, offsets, offset_kinds: kinds }: { readonly previous: number; readonly offsets: number; readonly offset_kinds: number }): Promise<object> {
  const session = await onnxruntime.InferenceSession.create(typeof model === 'string' ? new Uint8Array(readFileSync(model)) : model, options);
  const branches = session.inputNames.includes('visible');
  let text: readonly number[] = [];
  return {
    inputNames: [...session.inputNames.filter((name) => !['previous_ids', 'offset_ids', 'visible', 'wanted'].includes(name)), ...(branches ? ['attention_mask'] : [])],
    outputNames: session.outputNames,
    inputMetadata: session.inputMetadata,
    outputMetadata: session.outputMetadata,
    release: () => session.release(),
    run: ({ attention_mask: mask, ...feeds }: Readonly<Record<string, Tensor>>) => {
      const ids = Array.from(feeds['input_ids']?.data as BigInt64Array, Number);
      const past = feeds['past_key_values.0.key']?.dims[2] ?? 0;
      // What comes first is the prompt.
      text = past === 0 ? placedTokens(ids, false) : [...text.slice(0, past), ...ids];
      const { tokens, ahead } = takenApart(Int32Array.from(text));
      const columns = Columns.none.with(tokens, tokens.map((_, i) => i - 1), ahead);
      const filled: Record<string, Tensor> = { ...feeds };
      if (branches) {
        filled['visible'] = new onnxruntime.Tensor('bool', columns.visible(past), [1, ids.length, text.length]);
        filled['wanted'] = new onnxruntime.Tensor('int64', BigInt64Array.of(BigInt(ids.length - 1)), [1]);
      } else if (mask) filled['attention_mask'] = mask;
      if (previous > 0) filled['previous_ids'] = new onnxruntime.Tensor('int64', BigInt64Array.from(columns.previous(past, previous), BigInt), [1, ids.length, previous]);
      if (offsets > 0) filled['offset_ids'] = new onnxruntime.Tensor('int64', BigInt64Array.from(columns.offsets(past, offsets, kinds), BigInt), [1, ids.length, kinds]);
      return session.run(filled);
    },
  };
}

/** The first place where two answers differ; −1 where they are the same. */
export function firstDifference(a: readonly number[], b: readonly number[]): number {
  const length = Math.max(a.length, b.length);
  for (let i = 0; i < length; i++) if (i >= a.length || i >= b.length || at(a, i) !== at(b, i)) return i;
  return -1;
}
