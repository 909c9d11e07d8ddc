/** A page over fakes: its parts, and how to wait until it has nothing under way. */
import { expect, vi } from 'vitest';
import type { IdleBoard } from '../idle.ts';
import type { PageParts } from '../start.ts';
import { fakeModel, fakePython } from './small-trace.ts';

export function page(change: Partial<PageParts> = {}): PageParts & { readonly board: IdleBoard } {
  const board: IdleBoard = {};
  return {
    board,
    createPython: () => fakePython(),
    createModel: () => fakeModel(),
    models: [{ id: 'tiny', name: 'tiny', parameters: 1, bytes: 1, manifestUrl: 'manifest.json' }],
    fragment: '',
    address: 'https://example.org/app/',
    replaceFragment: () => undefined,
    pushFragment: () => undefined,
    download: () => undefined,
    storage: null,
    idleBoard: board,
    firstProgram: { code: 'x = 1', call: '', stdin: '' },
    now: () => 0,
    pause: () => new Promise((resolve) => setTimeout(resolve, 0)),
    ...change,
  };
}

export async function settled(board: IdleBoard): Promise<void> {
  await vi.waitFor(() => expect(board.idle).toBe('true'));
}
