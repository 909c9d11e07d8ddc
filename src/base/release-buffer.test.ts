import { describe, expect, it } from 'vitest';
import { releaseBuffer } from './release-buffer.ts';

const MEGABYTE = 2 ** 20;

describe('releaseBuffer', () => {
  it('empties a buffer and its arrays', () => {
    const numbers = new Float32Array(1000);
    releaseBuffer(numbers);
    expect([numbers.length, numbers.buffer.byteLength]).toEqual([0, 0]);
  });

  it('leaves alone what is a part of something, or is shared', () => {
    const whole = new Uint8Array(100);
    releaseBuffer(whole.subarray(10));
    const shared = new Uint8Array(new SharedArrayBuffer(100));
    releaseBuffer(shared);
    const memory = new WebAssembly.Memory({ initial: 1 });
    releaseBuffer(memory.buffer);
    expect([whole.length, shared.length, memory.buffer.byteLength]).toEqual([100, 100, 65_536]);
  });

  it('gives the memory back at once, to a computation too that leaves the event loop no turn', async () => {
    const before = process.memoryUsage().rss;
    for (let round = 0; round < 200; round++) {
      releaseBuffer(new Uint8Array(4 * MEGABYTE).fill(1));
      await Promise.resolve();
    }
    expect(process.memoryUsage().rss - before).toBeLessThan(200 * MEGABYTE);
  });
});
