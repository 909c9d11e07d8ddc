import { describe, expect, it } from 'vitest';
import { copyPages, restoreByPages } from './restore-pages.ts';

const PAGE = 4096;

/** A memory with something in its second page, and a snapshot of three pages and a bit, the second of them empty. */
function example(): { heap: Int8Array<ArrayBuffer>; content: Uint8Array<ArrayBuffer> } {
  const heap = new Int8Array(5 * PAGE);
  heap[PAGE + 7] = 1;
  const content = new Uint8Array(3 * PAGE + 5);
  content[0] = 200;
  content[3 * PAGE - 1] = 3;
  content[3 * PAGE + 4] = 4;
  return { heap, content };
}

describe('copyPages', () => {
  it.each([0, 1, PAGE, PAGE + 2])('does what set does, from place %i on', (start) => {
    const { heap, content } = example();
    const plain = heap.slice();
    plain.set(content, start);
    copyPages(heap, content, start);
    expect(heap).toEqual(plain);
  });

  it('takes a snapshot that begins anywhere in its buffer', () => {
    const { heap, content } = example();
    const shifted = new Uint8Array(content.length + 3);
    shifted.set(content, 3);
    copyPages(heap, shifted.subarray(3), 0);
    expect(new Uint8Array(heap.buffer, 0, content.length)).toEqual(content);
  });
});

describe('restoreByPages', () => {
  it('stands in for the next call of set alone', () => {
    const { heap, content } = example();
    restoreByPages({ HEAP8: heap });
    heap.set(content);
    expect(new Uint8Array(heap.buffer, 0, content.length)).toEqual(content);
    // eslint-disable-next-line @typescript-eslint/unbound-method -- compared, not called
    expect(heap.set).toBe(Int8Array.prototype.set);
  });
});
