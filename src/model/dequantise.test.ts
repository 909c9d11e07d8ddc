/** The released small model under Node: whether its weights are folded here or by the runtime makes no difference to what it says. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { dequantise } from './dequantise.ts';
import { parseManifest } from './manifest.ts';
import { nodeRuntime } from './node-runner.ts';
import { createOnnxSession } from './onnx-session.ts';
import type { GraphFiles } from './onnx-session.ts';
import { joined, messageField, stringField, varintField } from './protobuf.ts';
import { EXPECTED } from './testing/example-manifest.ts';

const folder = fileURLToPath(new URL('../../public/models/tiny/', import.meta.url));
const released: GraphFiles = { graph: new Uint8Array(readFileSync(`${folder}model.onnx`)), external: [] };

async function logitsOf(files: GraphFiles): Promise<Float32Array> {
  const manifest = parseManifest(readFileSync(`${folder}manifest.json`, 'utf8'), EXPECTED);
  if (!manifest.ok) throw new Error(manifest.error.message);
  const session = await createOnnxSession(await nodeRuntime(1), files, manifest.value.architecture, { device: null, half: false });
  const tokens = Int32Array.from({ length: 70 }, (_, index) => 1 + ((index * 37) % 700));
  const { logits } = await session.forward({ cache: null, tokens, parents: tokens.map((_, place) => place - 1), wanted: tokens.map((_, place) => place) });
  const copy = logits.slice();
  await session.release();
  return copy;
}

/** A tensor of the graph, its elements in the file or beside it. */
function tensor(name: string, dims: readonly number[], type: number, data: Uint8Array, external?: string): Uint8Array {
  const entry = (key: string, value: string): Uint8Array => messageField(13, [stringField(1, key), stringField(2, value)]);
  const place = external === undefined ? [messageField(9, [data])] : [entry('location', external), entry('offset', '2'), entry('length', String(data.length)), varintField(14, 1)];
  return messageField(5, [...dims.map((dim) => varintField(1, dim)), varintField(2, type), stringField(8, name), ...place]);
}

const INTEGERS = Uint8Array.from([1, 256 - 2, 3, 4, 5, 256 - 6]);

/** One DequantizeLinear of a matrix of two rows, and what uses it. */
function smallGraph(axis: number, more: { readonly external?: string; readonly zeroPoint?: boolean } = {}): Uint8Array {
  const scales = new Uint8Array(Float32Array.from(axis === 0 ? [0.5, 2] : [0.5, 2, 0.1]).buffer);
  const node = joined([
    ...['w.int8', 'w.scale', ...(more.zeroPoint === true ? ['w.zero'] : [])].map((input) => stringField(1, input)),
    stringField(2, 'w'),
    stringField(4, 'DequantizeLinear'),
    messageField(5, [stringField(1, 'axis'), varintField(3, axis), varintField(20, 2)]),
  ]);
  return messageField(7, [messageField(1, [node]), tensor('w.int8', [2, 3], 3, INTEGERS, more.external), tensor('w.scale', [axis === 0 ? 2 : 3], 1, scales)]);
}

function weightsOf({ external }: GraphFiles): number[] {
  return [...new Float32Array(external.at(-1)?.data.buffer as ArrayBuffer)];
}

describe('dequantise', () => {
  it('leaves every logit of the released model as it is, to the bit', async () => {
    const made = dequantise(released);
    expect(made.external).toHaveLength(1);
    // What is left has no weight in it.
    expect(made.graph.length).toBeLessThan(released.graph.length / 10);
    expect(await logitsOf(made)).toEqual(await logitsOf(released));
  });

  it('takes a scale a row, or a scale a column', () => {
    expect(weightsOf(dequantise({ graph: smallGraph(0), external: [] }))).toEqual([0.5, -1, 1.5, 8, 10, -12]);
    expect(weightsOf(dequantise({ graph: smallGraph(1), external: [] }))).toEqual([0.5, -4, 3 * Math.fround(0.1), 2, 10, -6 * Math.fround(0.1)].map(Math.fround));
  });

  it('reads weights beside the graph', () => {
    const data = joined([new Uint8Array(2), INTEGERS, new Uint8Array(1)]);
    const made = dequantise({ graph: smallGraph(0, { external: 'weights.1.bin' }), external: [{ path: 'weights.1.bin', data }] });
    expect(weightsOf(made)).toEqual([0.5, -1, 1.5, 8, 10, -12]);
  });

  it('leaves what it does not know to the runtime', () => {
    const files = { graph: smallGraph(0, { zeroPoint: true }), external: [] };
    expect(dequantise(files)).toBe(files);
    const missing = { graph: smallGraph(0, { external: 'weights.1.bin' }), external: [] };
    expect(dequantise(missing)).toBe(missing);
  });

  it('refuses what is cut off', () => {
    expect(() => dequantise({ graph: released.graph.subarray(0, 100_000), external: [] })).toThrow('cut off');
  });
});
