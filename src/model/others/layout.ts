/**
 * A model of another make, as Hugging Face lays one out: config.json, generation_config.json, tokenizer.json,
 * tokenizer_config.json, and onnx/model*.onnx with its external data; a decoder with `past_key_values`. All of it is
 * looked at before anything is run, so that what is wrong is named with the file that it is in.
 */
import { z } from 'zod';
import type { Result } from '../../base/result.ts';
import { fail, ok } from '../../base/result.ts';
import type { GraphFiles } from '../onnx-session.ts';
import type { ModelError, ModelFailure } from '../protocol.ts';
import { sha256 } from '../sha256.ts';
import { readOnnxFile, type OnnxFile, type TensorType } from './onnx-file.ts';
import type { OtherFiles } from './other-files.ts';

/** What its graph is like. */
export interface LayoutArchitecture {
  readonly layers: number;
  /** Of keys and values. */
  readonly heads: number;
  readonly headDim: number;
  readonly vocabSize: number;
  /** Whether keys and values are half-precision. */
  readonly half: boolean;
  /** Whether arithmetic depends on what shares a pass: activations are quantised by scales of their own. */
  readonly passDependent: boolean;
}

export interface Layout {
  readonly name: string;
  /** SHA-256 of the files' own. */
  readonly digest: string;
  readonly architecture: LayoutArchitecture;
  readonly graph: GraphFiles;
  readonly parameters: number;
  readonly largestTensor: number;
  /** Tokens of prompt and answer together, as its configuration says. */
  readonly contextLength: number;
  readonly tokenizer: object;
  readonly tokenizerConfig: TokenizerConfig;
  readonly tokenizerSha256: string;
  /** Ids that end a text, by config.json and generation_config.json. */
  readonly endIds: readonly number[];
}

const ids = z.union([z.int(), z.array(z.int())]).nullish();
const textConfig = z.looseObject({ max_position_embeddings: z.int().positive().nullish(), n_positions: z.int().positive().nullish(), vocab_size: z.int().positive().nullish(), eos_token_id: ids });
const configSchema = textConfig.extend({ model_type: z.string().nullish(), text_config: textConfig.nullish() });
const generationSchema = z.looseObject({ eos_token_id: ids });
const token = z.union([z.string(), z.looseObject({ content: z.string() }).transform(({ content }) => content)]).nullish();
const tokenizerConfigSchema = z.looseObject({
  eos_token: token,
  bos_token: token,
  chat_template: z.union([z.string(), z.array(z.object({ name: z.string(), template: z.string() }))]).nullish(),
});
export type TokenizerConfig = z.infer<typeof tokenizerConfigSchema>;

/** Graphs in the order in which they are looked for: exact arithmetic before quantised activations. */
const GRAPHS = ['model.onnx', 'model_fp16.onnx', 'model_q4.onnx', 'model_q4f16.onnx', 'model_bnb4.onnx', 'model_int8.onnx', 'model_uint8.onnx', 'model_quantized.onnx'].flatMap((name) => [`onnx/${name}`, name]);
/** More does not fit into the 4 GiB that WASM has, with what computing takes. */
const MOST_BYTES = 1.9e9;
const [FLOAT, FLOAT16] = [1, 10];
const KNOWN_INPUTS = /^(input_ids|attention_mask|position_ids|num_logits_to_keep|past_key_values\.\d+\.(key|value))$/;

/** Errors: 'layout-invalid', 'file-missing', 'file-damaged', 'tensor-missing', 'tokenizer-mismatch'. */
export async function readLayout(files: OtherFiles, signal: AbortSignal): Promise<Result<Layout, ModelError>> {
  await files.plan(await firstPlan(files, signal), signal);
  const config = await readJson(files, 'config.json', configSchema, signal);
  if (!config.ok) return config;
  const generation = (await files.has('generation_config.json', signal)) ? await readJson(files, 'generation_config.json', generationSchema, signal) : ok({});
  if (!generation.ok) return generation;
  const tokenizer = await readJson(files, 'tokenizer.json', z.looseObject({ model: z.looseObject({}) }), signal);
  if (!tokenizer.ok) return tokenizer;
  const tokenizerConfig = await readTokenizerConfig(files, signal);
  if (!tokenizerConfig.ok) return tokenizerConfig;
  const graph = await readGraph(files, signal);
  if (!graph.ok) return graph;
  const { file, onnx, bytes } = graph.value;
  const own = config.value.text_config ?? config.value;
  const architecture = architectureOf(file, onnx, own.vocab_size ?? config.value.vocab_size ?? null);
  if (!architecture.ok) return architecture;
  const external: { path: string; data: Uint8Array }[] = [];
  const placeOf = (name: string): string => `${file.slice(0, file.lastIndexOf('/') + 1)}${name.replace(/^\.\//, '')}`;
  await files.plan([...onnx.external.keys()].map(placeOf), signal);
  for (const [name, least] of onnx.external) {
    const beside = placeOf(name);
    const data = await files.read(beside, signal);
    if (!data.ok) return data;
    if (data.value.length < least) return failed('file-damaged', `${beside} has ${data.value.length} bytes, and the graph needs ${least}: it is cut off. Copy or download it again.`);
    external.push({ path: name, data: data.value });
  }
  const endIds = [...listOf(config.value.eos_token_id), ...listOf(own.eos_token_id), ...listOf((generation.value as z.infer<typeof generationSchema>).eos_token_id)];
  return ok({
    name: files.name,
    digest: await sha256(new TextEncoder().encode(files.digests().join('\n'))),
    architecture: architecture.value,
    graph: { graph: bytes, external, asItIs: true },
    parameters: onnx.parameters,
    largestTensor: onnx.largestTensor,
    contextLength: own.max_position_embeddings ?? own.n_positions ?? DEFAULT_CONTEXT,
    tokenizer: tokenizer.value,
    tokenizerConfig: tokenizerConfig.value,
    tokenizerSha256: files.digestOf('tokenizer.json'),
    endIds: [...new Set(endIds)],
  });
}

const TEXTS = ['config.json', 'generation_config.json', 'tokenizer.json', 'tokenizer_config.json', 'chat_template.jinja'];

/** What will most likely be read, so that its size can be told before the first of it: weights beside a graph mostly have this name. */
async function firstPlan(files: OtherFiles, signal: AbortSignal): Promise<readonly string[]> {
  let graph = files.graph;
  for (const file of GRAPHS) {
    if (graph !== null) break;
    if (await files.has(file, signal)) graph = file;
  }
  return graph === null ? TEXTS : [...TEXTS, graph, `${graph}_data`];
}

/** What is taken where a configuration says nothing. */
const DEFAULT_CONTEXT = 2048;

function listOf(given: number | readonly number[] | null | undefined): readonly number[] {
  return given == null ? [] : typeof given === 'number' ? [given] : given;
}

function failed(failure: ModelFailure, message: string): Result<never, ModelError> {
  return fail({ failure, message });
}

async function readJson<Shape extends z.ZodType>(files: OtherFiles, path: string, shape: Shape, signal: AbortSignal): Promise<Result<z.infer<Shape>, ModelError>> {
  const bytes = await files.read(path, signal);
  if (!bytes.ok) return bytes;
  let data: unknown;
  try {
    data = JSON.parse(new TextDecoder().decode(bytes.value));
  } catch (error) {
    return failed('layout-invalid', `${path} is no JSON (${error instanceof Error ? error.message : String(error)}): it is cut off, or a web page was saved in its place. Download it again.`);
  }
  const parsed = shape.safeParse(data);
  if (parsed.success) return ok(parsed.data);
  const [issue] = parsed.error.issues;
  return failed('layout-invalid', `${path} is not what it should be: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'unknown'}.`);
}

/** Newer models keep their chat template in a file of its own. */
async function readTokenizerConfig(files: OtherFiles, signal: AbortSignal): Promise<Result<TokenizerConfig, ModelError>> {
  const config = (await files.has('tokenizer_config.json', signal)) ? await readJson(files, 'tokenizer_config.json', tokenizerConfigSchema, signal) : ok<TokenizerConfig>({});
  if (!config.ok || config.value.chat_template != null || !(await files.has('chat_template.jinja', signal))) return config;
  const template = await files.read('chat_template.jinja', signal);
  return template.ok ? ok({ ...config.value, chat_template: new TextDecoder().decode(template.value) }) : template;
}

/** The first graph that is there and not too large; its bytes, and what it says of itself. */
async function readGraph(files: OtherFiles, signal: AbortSignal): Promise<Result<{ file: string; onnx: OnnxFile; bytes: Uint8Array }, ModelError>> {
  let tooLarge: string | null = null;
  for (const file of files.graph === null ? GRAPHS : [files.graph]) {
    if (files.graph === null && !(await files.has(file, signal))) continue;
    const bytes = await files.read(file, signal);
    if (!bytes.ok) return bytes;
    let onnx: OnnxFile;
    try {
      onnx = readOnnxFile(bytes.value);
    } catch (error) {
      return failed('file-damaged', `${file} is no whole ONNX file: ${error instanceof Error ? error.message : String(error)} Copy or download it again.`);
    }
    const total = [...onnx.external.values()].reduce((sum, count) => sum + count, bytes.value.length);
    if (total <= MOST_BYTES) return ok({ file, onnx, bytes: bytes.value });
    tooLarge ??= `${file} has ${(total / 1e9).toFixed(1)} GB of weights, more than a page can hold: put a smaller one beside it, such as onnx/model_q4.onnx.`;
  }
  return failed('file-missing', tooLarge ?? `There is no onnx/model.onnx (nor ${GRAPHS.filter((name) => name.startsWith('onnx/')).slice(1, 4).join(', ')} …): the model has to be in the ONNX layout, as "optimum-cli export onnx" writes it.`);
}

function architectureOf(file: string, onnx: OnnxFile, vocabulary: number | null): Result<LayoutArchitecture, ModelError> {
  const missing = (name: string): Result<never, ModelError> =>
    failed('tensor-missing', `${file} has no "${name}": it has to be a decoder with past_key_values, exported for text generation (optimum-cli export onnx --task text-generation-with-past).`);
  const input = (name: string): TensorType | undefined => onnx.inputs.find((tensor) => tensor.name === name);
  for (const name of ['input_ids', 'attention_mask']) if (!input(name)) return missing(name);
  const layers = onnx.inputs.filter(({ name }) => /^past_key_values\.\d+\.key$/.test(name)).length;
  if (layers === 0) return missing('past_key_values.0.key');
  for (let layer = 0; layer < layers; layer += 1) {
    for (const part of ['key', 'value']) {
      if (!input(`past_key_values.${layer}.${part}`)) return missing(`past_key_values.${layer}.${part}`);
      if (!onnx.outputs.some(({ name }) => name === `present.${layer}.${part}`)) return missing(`present.${layer}.${part}`);
    }
  }
  const logits = onnx.outputs.find(({ name }) => name === 'logits');
  if (!logits) return missing('logits');
  const stranger = onnx.inputs.find(({ name }) => !KNOWN_INPUTS.test(name));
  if (stranger) return failed('layout-invalid', `${file} wants "${stranger.name}", which is not known here: only decoders of text with past_key_values can be used.`);
  const key = input('past_key_values.0.key');
  const [heads, headDim] = [key?.dims[1] ?? null, key?.dims[3] ?? null];
  if (heads === null || headDim === null) return failed('layout-invalid', `${file} does not say how many heads its keys have.`);
  if (key?.elementType !== FLOAT && key?.elementType !== FLOAT16) return failed('layout-invalid', `${file} keeps its keys as numbers of a kind (${key?.elementType ?? 0}) that is not known here.`);
  const vocabSize = logits.dims.at(-1) ?? vocabulary;
  if (vocabSize === null) return failed('layout-invalid', 'config.json does not say how many tokens there are (vocab_size), and the graph neither.');
  const passDependent = onnx.operators.has('DynamicQuantizeLinear') || onnx.operators.has('DynamicQuantizeMatMul');
  return ok({ layers, heads, headDim, vocabSize, half: key.elementType === FLOAT16, passDependent });
}
