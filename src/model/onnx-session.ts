/**
 * The network in onnxruntime-web, on either provider. The graph's contract: one file; int64 `input_ids`,
 * `attention_mask`, `position_ids`, and `previous_ids` where the manifest's architecture says that an embedding sees the
 * tokens before its own; `past_key_values.{i}.key/.value` and `present.{i}.key/.value` of shape [batch_size, heads, length,
 * head_dim]; `logits`.
 *
 * On WASM the cache lies in JavaScript memory (onnxruntime-web copies inputs and outputs; that is 1 ms where the
 * arithmetic takes 20); on WebGPU it stays on the GPU.
 */
import type { InferenceSession, Tensor, TensorConstructor } from 'onnxruntime-common';
import { assert } from '../base/assert.ts';
import { releaseBuffer } from '../base/release-buffer.ts';
import type { Provider } from './protocol.ts';
import type { ForwardInput, ForwardOutput, KeyValueCache, Session } from './session.ts';
import { DeviceLostError } from './session.ts';

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
  readonly previous: number;
}

/** Rows of one pass on WebGPU: enough to fill the device with steps of 50 tokens, few enough to keep the first result early. */
const WEBGPU_ROWS = 8;

interface TensorCache extends KeyValueCache {
  /** Key and value of each layer in turn, each [rows, heads, length, head_dim]. */
  readonly tensors: readonly Tensor[];
  /** What was fed: rows × length. */
  readonly tokens: Int32Array;
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
  const { layers, heads, head_dim: headDim, vocab_size: vocabSize, previous } = architecture;
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
  const hasPositions = files.asItIs !== true || session.inputNames.includes('position_ids');
  const missing = ['input_ids', 'attention_mask', ...(hasPositions ? ['position_ids'] : []), ...(previous > 0 ? ['previous_ids'] : []), ...pastNames].find((name) => !session.inputNames.includes(name));
  if (missing !== undefined) {
    await session.release();
    throw new Error(`The graph has no input "${missing}".`);
  }
  const empty = (rows: number): Tensor => {
    const dims = [rows, heads, 0, headDim];
    return half ? new runtime.Tensor('float16', new Uint16Array(0), dims) : new runtime.Tensor('float32', new Float32Array(0), dims);
  };
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
    const { rows, length } = input;
    const past = input.cache as TensorCache | null;
    assert(past === null || past.rows === rows, 'a cache has the rows of the tokens fed on top of it');
    const total = (past?.length ?? 0) + length;
    const tokens = joinColumns(past, input);
    const feeds: Record<string, Tensor> = {
      input_ids: new runtime.Tensor('int64', BigInt64Array.from(input.tokens, BigInt), [rows, length]),
      attention_mask: new runtime.Tensor('int64', BigInt64Array.from(input.mask, BigInt), [rows, total]),
    };
    if (hasPositions) feeds.position_ids = new runtime.Tensor('int64', BigInt64Array.from(input.positions, BigInt), [rows, length]);
    // None: those of all tokens.
    if (session.inputNames.includes('num_logits_to_keep')) feeds.num_logits_to_keep = new runtime.Tensor('int64', BigInt64Array.of(0n), []);
    if (previous > 0) {
      const ids = BigInt64Array.from(previousTokens(tokens, input, previous), BigInt);
      feeds.previous_ids = new runtime.Tensor('int64', ids, [rows, length, previous]);
    }
    pastNames.forEach((name, index) => (feeds[name] = past ? past.tensors[index]! : empty(rows)));
    releaseBuffer(lastLogits);
    const outputs = await run(feeds, input.wantLogits ? ['logits', ...presentNames] : presentNames);
    lastLogits = input.wantLogits ? singlePrecision(outputs.logits!) : new Float32Array(0);
    return {
      logits: lastLogits,
      cache: tensorCache(presentNames.map((name) => outputs[name]!), tokens, rows, total),
    };
  }

  return {
    provider,
    vocabSize,
    // Other graphs may take a cache's columns for its text from the first on, so nothing is hidden or padded in theirs.
    preferredRows: device && files.asItIs !== true ? WEBGPU_ROWS : 1,
    forward,
    repeat: (cache, rows) => repeat(runtime, device, cache as TensorCache, rows),
    truncate: (cache, length) => {
      if (device === null) return truncate(runtime, cache as TensorCache, length);
      return files.asItIs === true ? truncateOnDevice(runtime, device, cache as TensorCache, length) : null;
    },
    release: async () => {
      await session.release();
    },
  };
}

/** How long after a failed run the browser may take to say that the device was lost. */
const LOSS_IS_TOLD_MILLISECONDS = 200;

/** The tokens of all columns after a pass: rows × (cache.length + length). */
function joinColumns(past: TensorCache | null, { rows, length, tokens }: ForwardInput): Int32Array {
  if (past === null) return tokens;
  const total = past.length + length;
  const joined = new Int32Array(rows * total);
  for (let row = 0; row < rows; row++) {
    joined.set(past.tokens.subarray(row * past.length, (row + 1) * past.length), row * total);
    joined.set(tokens.subarray(row * length, (row + 1) * length), row * total + past.length);
  }
  return joined;
}

/**
 * For each token fed the `count` tokens before it in its row's text (the columns left of it that may be attended to),
 * nearest first, 0 before the text's first: rows × length × count.
 * @param columns the tokens of all columns, rows × (cache.length + length).
 */
export function previousTokens(columns: Int32Array, { rows, length, mask }: Pick<ForwardInput, 'rows' | 'length' | 'mask'>, count: number): Int32Array {
  const total = columns.length / rows;
  const previous = new Int32Array(rows * length * count);
  for (let row = 0; row < rows; row++) {
    for (let place = 0; place < length; place++) {
      let column = row * total + total - length + place;
      for (let k = 0; k < count; k++) {
        do column--;
        while (column >= row * total && mask[column] === 0);
        if (column < row * total) break;
        previous[(row * length + place) * count + k] = columns[column]!;
      }
    }
  }
  return previous;
}

function tensorCache(tensors: readonly Tensor[], tokens: Int32Array, rows: number, length: number): TensorCache {
  return { rows, length, tensors, tokens, dispose: () => tensors.forEach(dispose) };
}

/** A tensor's memory is not given back by disposing of it on the CPU, and a worker that goes idle collects nothing. */
function dispose(tensor: Tensor): void {
  const data = tensor.location === 'cpu' ? tensor.data : null;
  tensor.dispose();
  if (ArrayBuffer.isView(data)) releaseBuffer(data);
}

/** Rows are the outermost dimension, so a repeated cache is the same bytes again and again. */
function repeat(runtime: OnnxRuntime, device: GPUDevice | null, cache: TensorCache, rows: number): TensorCache {
  assert(cache.rows === 1, 'only a cache of one row is repeated');
  const encoder = device?.createCommandEncoder();
  const tensors = cache.tensors.map((tensor) => {
    const dims = [rows, ...tensor.dims.slice(1)];
    if (device === null || encoder === undefined || tensor.location === 'cpu') {
      const data = tensor.data as CacheData;
      const repeated = sameKind(data, data.length * rows);
      for (let row = 0; row < rows; row++) repeated.set(data, row * data.length);
      return new runtime.Tensor(tensor.type, repeated, dims);
    }
    const dataType = tensor.type === 'float16' ? 'float16' : 'float32';
    const bytes = tensor.size * (dataType === 'float16' ? 2 : 4);
    const source = tensor.gpuBuffer;
    const buffer = device.createBuffer({ size: Math.max(16, bytes * rows), usage: STORAGE_BUFFER });
    for (let row = 0; row < rows; row++) encoder.copyBufferToBuffer(source, 0, buffer, row * bytes, bytes);
    return runtime.Tensor.fromGpuBuffer(buffer, { dataType, dims, dispose: () => buffer.destroy() });
  });
  if (device && encoder) device.queue.submit([encoder.finish()]);
  const tokens = new Int32Array(rows * cache.length);
  for (let row = 0; row < rows; row++) tokens.set(cache.tokens, row * cache.length);
  return tensorCache(tensors, tokens, rows, cache.length);
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

function truncateOnDevice(runtime: OnnxRuntime, device: GPUDevice, cache: TensorCache, length: number): TensorCache {
  const encoder = device.createCommandEncoder();
  const tensors = cache.tensors.map((tensor) => {
    if (tensor.location === 'cpu') return truncated(runtime, tensor, length);
    const [rows = 0, heads = 0, columns = 0, headDim = 0] = tensor.dims;
    const dataType = tensor.type === 'float16' ? 'float16' : 'float32';
    const column = headDim * (dataType === 'float16' ? 2 : 4);
    const source = tensor.gpuBuffer;
    const buffer = device.createBuffer({ size: Math.max(16, rows * heads * length * column), usage: STORAGE_BUFFER });
    for (let head = 0; head < rows * heads; head++) encoder.copyBufferToBuffer(source, head * columns * column, buffer, head * length * column, length * column);
    return runtime.Tensor.fromGpuBuffer(buffer, { dataType, dims: [rows, heads, length, headDim], dispose: () => buffer.destroy() });
  });
  device.queue.submit([encoder.finish()]);
  return tensorCache(tensors, keptTokens(cache, length), cache.rows, length);
}

function truncated(runtime: OnnxRuntime, tensor: Tensor, length: number): Tensor {
  const [rows = 0, heads = 0, columns = 0, headDim = 0] = tensor.dims;
  const data = tensor.data as CacheData;
  const kept = sameKind(data, rows * heads * length * headDim);
  for (let head = 0; head < rows * heads; head++) {
    const start = head * columns * headDim;
    kept.set(data.subarray(start, start + length * headDim), head * length * headDim);
  }
  return new runtime.Tensor(tensor.type, kept, [rows, heads, length, headDim]);
}

function keptTokens(cache: TensorCache, length: number): Int32Array {
  const tokens = new Int32Array(cache.rows * length);
  for (let row = 0; row < cache.rows; row++) {
    tokens.set(cache.tokens.subarray(row * cache.length, row * cache.length + length), row * length);
  }
  return tokens;
}

function truncate(runtime: OnnxRuntime, cache: TensorCache, length: number): TensorCache {
  return tensorCache(cache.tensors.map((tensor) => truncated(runtime, tensor, length)), keptTokens(cache, length), cache.rows, length);
}
