/**
 * The network in onnxruntime-web, on either provider. The graph's contract, in full in `training/graph.py`: one file; int64
 * `input_ids`, `position_ids`, `wanted`, bool `visible`; where the manifest's architecture says that an embedding sees the tokens
 * before its own, int64 `previous_ids`, and where it sees where in its value it is, int64 `offset_ids`;
 * `past_key_values.{i}.key/.value` and `present.{i}.key/.value` of shape [batch_size, heads, length, head_dim]; `logits`. Older releases and models of other makes have an int64 `attention_mask` in the place
 * of `visible` and `wanted`.
 *
 * On WASM the cache lies in JavaScript memory (onnxruntime-web copies inputs and outputs; that is 1 ms where the
 * arithmetic takes 20); on WebGPU it stays on the GPU.
 */
import type { InferenceSession, Tensor, TensorConstructor } from 'onnxruntime-common';
import { assert } from '../base/assert.ts';
import { releaseBuffer } from '../base/release-buffer.ts';
import { dequantise } from './dequantise.ts';
import type { Provider } from './protocol.ts';
import { Columns } from './columns.ts';
import { takenApart } from './placed-token.ts';
import type { ForwardInput, ForwardOutput, Hiding, KeyValueCache, Session } from './session.ts';
import { DeviceLostError, TensorMissingError } from './session.ts';

/** The part of onnxruntime-web that is used; both of its builds have it. */
export interface OnnxRuntime {
  readonly InferenceSession: { create(model: Uint8Array, options: InferenceSession.SessionOptions): Promise<InferenceSession> };
  readonly Tensor: TensorConstructor;
}

export interface GraphFiles {
  readonly graph: Uint8Array;
  /** External weights, by the path that the graph names. */
  readonly external: readonly { readonly path: string; readonly data: Uint8Array }[];
  /** It is of another make: it computes as precisely as it says, and its cache must have no hidden columns. */
  readonly asItIs?: true;
}

/** What a session has to know of its graph. */
export interface GraphShape {
  readonly layers: number;
  /** Of keys and values. */
  readonly heads: number;
  readonly head_dim: number;
  readonly vocab_size: number;
  /** How many tokens before each one its embedding sees. */
  readonly previous: number;
  /** How many places in a value its embedding tells apart. */
  readonly offsets: number;
  /** How many numbers tell it where in its value a token stands. */
  readonly offset_kinds: number;
}

/** Of the numbers that tell a place in a value those that look back: the first ones. */
const BEHIND_KINDS = 2;
/** Tokens of one pass on WebGPU: enough to fill the device, few enough to keep the first results early. */
const WEBGPU_PASS = 384;
/** Products of one pass on WASM: well under a tenth of a second on one core. */
const WASM_PASS = 3e8;

interface TensorCache extends KeyValueCache {
  /** Key and value of each layer in turn, each [1, heads, length, head_dim]. */
  readonly tensors: readonly Tensor[];
  readonly columns: Columns;
}

/** What a session computes on, and how exactly. */
export interface Hardware {
  /** The GPU device; null for WASM. */
  readonly device: GPUDevice | null;
  /** Whether the graph computes in half precision (`half-precision.ts`), its cache included. */
  readonly half: boolean;
}

/** Throws what onnxruntime throws. */
export async function createOnnxSession(
  runtime: OnnxRuntime,
  files: GraphFiles,
  architecture: GraphShape,
  { device, half }: Hardware,
): Promise<Session> {
  const { layers, heads, head_dim: headDim, vocab_size: vocabSize, previous, offsets, offset_kinds: kinds } = architecture;
  const looksAhead = offsets > 0 && kinds > BEHIND_KINDS;
  const cacheNames = Array.from({ length: layers }, (_, i) => [`${i}.key`, `${i}.value`]).flat();
  const pastNames = cacheNames.map((name) => `past_key_values.${name}`);
  const presentNames = cacheNames.map((name) => `present.${name}`);
  const session = await runtime.InferenceSession.create(files.graph, {
    executionProviders: [device ? { name: 'webgpu', device } : 'wasm'],
    graphOptimizationLevel: 'all',
    logSeverityLevel: 3,
    externalData: files.external.map((file) => ({ path: file.path, data: file.data })),
    // The int8 weights are folded to fp32 once. Left as they are, the runtime would fuse them into products that also
    // quantise activations, by scales that depend on what shares the batch: verification would not equal decoding.
    extra: { session: { disable_quant_qdq: '1' } },
    ...(device ? { preferredOutputLocation: Object.fromEntries(presentNames.map((name) => [name, 'gpu-buffer' as const])) } : {}),
  });
  const has = (name: string): boolean => session.inputNames.includes(name);
  const hiding: Hiding = has('visible') && has('wanted') ? 'tree' : files.asItIs === true ? 'none' : 'mask';
  const needed = ['input_ids', hiding === 'tree' ? 'visible' : 'attention_mask', ...(files.asItIs === true ? [] : ['position_ids']), ...(previous > 0 ? ['previous_ids'] : []), ...(offsets > 0 ? ['offset_ids'] : []), ...pastNames];
  const fault = faultOf(session, needed, ['logits', ...presentNames]);
  if (fault !== null) {
    await session.release();
    throw new TensorMissingError(`The graph ${fault}: it is not the one that its manifest speaks of. Take both from one release, or export the model anew.`);
  }
  const emptyDims = [1, heads, 0, headDim];
  const empty = (): Tensor => (half ? new runtime.Tensor('float16', new Uint16Array(0), emptyDims) : new runtime.Tensor('float32', new Float32Array(0), emptyDims));
  const int64 = (values: Int32Array, dims: readonly number[]): Tensor => new runtime.Tensor('int64', BigInt64Array.from(values, BigInt), dims);
  // Runs on a lost device may wait for ever.
  const lost = device?.lost.then(({ message, reason }): never => {
    throw new DeviceLostError(message || reason);
  });
  lost?.catch(() => undefined);
  const provider: Provider = device ? 'webgpu' : 'wasm';
  let lastLogits = new Float32Array(0);

  async function run(feeds: Record<string, Tensor>, names: readonly string[]): Promise<Readonly<Record<string, Tensor>>> {
    if (!lost) return session.run(feeds, names);
    try {
      return await Promise.race([session.run(feeds, names), lost]);
    } catch (error) {
      // The runtime may notice before the browser says so; then the latter follows at once.
      await Promise.race([lost, new Promise((resolve) => setTimeout(resolve, LOSS_IS_TOLD_MILLISECONDS))]);
      throw error;
    }
  }

  async function forward(input: ForwardInput): Promise<ForwardOutput> {
    const { length } = input.tokens;
    const past = input.cache as TensorCache | null;
    const from = past?.length ?? 0;
    const { tokens, ahead } = looksAhead ? takenApart(input.tokens) : { tokens: input.tokens };
    const columns = (past?.columns ?? Columns.none).with(tokens, input.parents, ahead);
    const feeds: Record<string, Tensor> = { input_ids: int64(tokens, [1, length]) };
    if (has('position_ids')) feeds.position_ids = int64(columns.depths.subarray(from), [1, length]);
    if (hiding === 'tree') {
      feeds.visible = new runtime.Tensor('bool', columns.visible(from), [1, length, columns.length]);
      feeds.wanted = int64(input.wanted.length > 0 ? input.wanted : Int32Array.of(length - 1), [Math.max(1, input.wanted.length)]);
    } else {
      const mask = columns.text(columns.length - 1);
      assert(hiding === 'mask' || mask.every((seen) => seen === 1), 'nothing can be hidden from this graph');
      feeds.attention_mask = int64(mask, [1, columns.length]);
    }
    // None: those of all tokens.
    if (has('num_logits_to_keep')) feeds.num_logits_to_keep = new runtime.Tensor('int64', BigInt64Array.of(0n), []);
    if (previous > 0) feeds.previous_ids = int64(columns.previous(from, previous), [1, length, previous]);
    if (offsets > 0) feeds.offset_ids = int64(columns.offsets(from, offsets, kinds), [1, length, kinds]);
    pastNames.forEach((name, index) => (feeds[name] = past ? past.tensors[index]! : empty()));
    releaseBuffer(lastLogits);
    lastLogits = new Float32Array(0);
    const outputs = await run(feeds, input.wanted.length > 0 ? ['logits', ...presentNames] : presentNames);
    if (input.wanted.length > 0) {
      const logits = singlePrecision(outputs.logits!);
      lastLogits = hiding === 'tree' ? logits : rowsOf(logits, input.wanted, vocabSize);
      if (lastLogits !== logits) releaseBuffer(logits);
    }
    return { logits: lastLogits, cache: tensorCache(presentNames.map((name) => outputs[name]!), columns) };
  }

  return {
    provider,
    vocabSize,
    hiding,
    looksAhead,
    passTokens: device ? WEBGPU_PASS : Math.min(256, Math.max(16, Math.round(WASM_PASS / (12 * layers * (heads * headDim) ** 2 + vocabSize * heads * headDim)))),
    forward,
    select: (cache, columns) => select(runtime, device, hiding, cache as TensorCache, columns),
    release: async () => {
      await session.release();
    },
  };
}

/** Inputs that are given to a graph which has them. */
const OPTIONAL_INPUTS = ['wanted', 'attention_mask', 'position_ids', 'num_logits_to_keep'];

/** What keeps a graph from being run as it would be; null: nothing. */
function faultOf({ inputNames, outputNames }: InferenceSession, inputs: readonly string[], outputs: readonly string[]): string | null {
  const input = inputs.find((name) => !inputNames.includes(name));
  if (input !== undefined) return `has no input "${input}"`;
  const output = outputs.find((name) => !outputNames.includes(name));
  if (output !== undefined) return `has no output "${output}"`;
  const stranger = inputNames.find((name) => !inputs.includes(name) && !OPTIONAL_INPUTS.includes(name));
  return stranger === undefined ? null : `wants an input "${stranger}", which is not known`;
}

/** A session on WASM. A graph of ours has its weights in single precision before it is opened, which takes less memory. */
export async function createDequantised(runtime: OnnxRuntime, files: GraphFiles, architecture: GraphShape): Promise<Session> {
  const opened = files.asItIs === true ? files : dequantise(files);
  try {
    return await createOnnxSession(runtime, opened, architecture, { device: null, half: false });
  } finally {
    for (const { data } of opened.external) if (!files.external.some((given) => given.data === data)) releaseBuffer(data);
  }
}

/** How long after a failed run the browser may take to say that the device was lost. */
const LOSS_IS_TOLD_MILLISECONDS = 200;

/** Some rows of a table. */
function rowsOf(table: Float32Array<ArrayBuffer>, rows: Int32Array, width: number): Float32Array<ArrayBuffer> {
  if (rows.length * width === table.length) return table;
  const some = new Float32Array(rows.length * width);
  rows.forEach((row, index) => some.set(table.subarray(row * width, (row + 1) * width), index * width));
  return some;
}

function tensorCache(tensors: readonly Tensor[], columns: Columns): TensorCache {
  return { length: columns.length, tensors, columns, dispose: () => tensors.forEach(dispose) };
}

/** A tensor's memory is not given back by disposing of it on the CPU, and a worker that goes idle collects nothing. */
function dispose(tensor: Tensor): void {
  const data = tensor.location === 'cpu' ? tensor.data : null;
  tensor.dispose();
  if (ArrayBuffer.isView(data)) releaseBuffer(data);
}

/** GPUBufferUsage.STORAGE | COPY_SRC | COPY_DST, as numbers: the global is missing where there is no WebGPU. */
const STORAGE_BUFFER = 0x80 | 0x04 | 0x08;

/** float32, or float16 as its bits. */
type CacheData = Float32Array | Uint16Array;

function sameKind(data: CacheData, length: number): CacheData {
  return data instanceof Float32Array ? new Float32Array(length) : new Uint16Array(length);
}

/** Logits of a half-precision graph come as their bits, or as the engine's own half-precision numbers. */
function singlePrecision({ type, data }: Tensor): Float32Array<ArrayBuffer> {
  if (type === 'float32') return data as Float32Array<ArrayBuffer>;
  if (!(data instanceof Uint16Array)) return Float32Array.from(data as unknown as ArrayLike<number>);
  return Float32Array.from(data, (bits) => {
    const sign = bits & 0x8000 ? -1 : 1;
    const exponent = (bits >> 10) & 31;
    const fraction = bits & 1023;
    if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN;
    return sign * (exponent === 0 ? fraction * 2 ** -24 : (1 + fraction / 1024) * 2 ** (exponent - 15));
  });
}

/** On a device each run of columns is a copy of its own for each head; past so many it is cheaper to hide what is of no use. */
const MOST_COPIES = 1024;

function select(runtime: OnnxRuntime, device: GPUDevice | null, hiding: Hiding, cache: TensorCache, columns: Int32Array): TensorCache | null {
  const runs = runsOf(columns);
  const copies = runs.length * cache.tensors.reduce((sum, { dims }) => sum + (dims[1] ?? 0), 0);
  if (device !== null && hiding !== 'none' && copies > MOST_COPIES) return null;
  const encoder = device?.createCommandEncoder();
  const tensors = cache.tensors.map((tensor) =>
    device === null || encoder === undefined || tensor.location === 'cpu' ? selected(runtime, tensor, runs, columns.length) : selectedOnDevice(runtime, device, encoder, tensor, runs, columns.length),
  );
  if (device && encoder) device.queue.submit([encoder.finish()]);
  return tensorCache(tensors, cache.columns.select(columns));
}

/** Ascending columns as half-open ranges. */
function runsOf(columns: Int32Array): readonly { readonly from: number; readonly to: number }[] {
  const runs: { from: number; to: number }[] = [];
  for (const column of columns) {
    const last = runs.at(-1);
    if (last?.to === column) last.to += 1;
    else runs.push({ from: column, to: column + 1 });
  }
  return runs;
}

type Runs = ReturnType<typeof runsOf>;

function selected(runtime: OnnxRuntime, tensor: Tensor, runs: Runs, length: number): Tensor {
  const [rows = 0, heads = 0, columns = 0, headDim = 0] = tensor.dims;
  const data = tensor.data as CacheData;
  const kept = sameKind(data, rows * heads * length * headDim);
  let place = 0;
  for (let head = 0; head < rows * heads; head++) {
    for (const { from, to } of runs) {
      kept.set(data.subarray((head * columns + from) * headDim, (head * columns + to) * headDim), place);
      place += (to - from) * headDim;
    }
  }
  return new runtime.Tensor(tensor.type, kept, [rows, heads, length, headDim]);
}

function selectedOnDevice(runtime: OnnxRuntime, device: GPUDevice, encoder: GPUCommandEncoder, tensor: Tensor, runs: Runs, length: number): Tensor {
  const [rows = 0, heads = 0, columns = 0, headDim = 0] = tensor.dims;
  const dataType = tensor.type === 'float16' ? 'float16' : 'float32';
  const bytes = headDim * (dataType === 'float16' ? 2 : 4);
  const source = tensor.gpuBuffer;
  const buffer = device.createBuffer({ size: Math.max(16, rows * heads * length * bytes), usage: STORAGE_BUFFER });
  let place = 0;
  for (let head = 0; head < rows * heads; head++) {
    for (const { from, to } of runs) {
      encoder.copyBufferToBuffer(source, (head * columns + from) * bytes, buffer, place, (to - from) * bytes);
      place += (to - from) * bytes;
    }
  }
  return runtime.Tensor.fromGpuBuffer(buffer, { dataType, dims: [rows, heads, length, headDim], dispose: () => buffer.destroy() });
}
