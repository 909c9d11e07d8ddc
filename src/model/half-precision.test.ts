/** The released small model, halved, under Node: the CPU computes half-precision graphs by casting, so that the figures can be compared. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { toHalfPrecision } from './half-precision.ts';
import { parseManifest } from './manifest.ts';
import { nodeRuntime } from './node-runner.ts';
import { createOnnxSession } from './onnx-session.ts';
import { selfTest } from './self-test.ts';
import { EXPECTED } from './testing/example-manifest.ts';

const folder = fileURLToPath(new URL('../../public/models/tiny/', import.meta.url));

describe('toHalfPrecision', () => {
  it('keeps what the network says, to the precision of its numbers, and adds no weights', async () => {
    const graph = readFileSync(`${folder}model.onnx`);
    const manifest = parseManifest(readFileSync(`${folder}manifest.json`, 'utf8'), EXPECTED);
    if (!manifest.ok) throw new Error(manifest.error.message);
    const halved = toHalfPrecision(graph);
    expect(halved.length - graph.length).toBeLessThan(30_000);
    const session = await createOnnxSession(await nodeRuntime(1), { graph: halved, external: [] }, manifest.value.architecture, { device: null, half: true });
    const { difference } = await selfTest(session, manifest.value.self_test.vectors);
    await session.release();
    expect(difference).toBeLessThan(0.25);
    // Were it the same as in single precision, nothing would have been halved.
    expect(difference).toBeGreaterThan(1e-3);
  });

  it('refuses what is cut off', () => {
    const graph = readFileSync(`${folder}model.onnx`);
    expect(() => toHalfPrecision(graph.subarray(0, 100_000))).toThrow('cut off');
  });
});
