import { describe, expect, it, vi } from 'vitest';
import { startTracepad } from './start.ts';
import { page, settled } from './testing/fake-page.ts';
import { memoryStorage } from './testing/memory-storage.ts';
import { decodeUrlState, DEFAULT_STATE, encodeUrlState, type UrlState } from './url-state.ts';

const HERE = '0123456789ab';
const MODELS = ['tiny', 'base'].map((id) => ({ id, name: id, parameters: 1, bytes: 1, manifestUrl: `models/${id}/manifest.json#sha256=${HERE}${'0'.repeat(52)}` }));

const linkOf = (state: Partial<UrlState>): string => encodeUrlState({ ...DEFAULT_STATE, code: 'y = 2', ...state });

function fieldsOf(address: string): Partial<UrlState> {
  const link = decodeUrlState(new URL(address).hash);
  return link.ok ? link.value.fields : {};
}

describe('the view of a link', () => {
  it('comes back as it was, and is in the link again', async () => {
    const fragment = linkOf({ temperature: 0.5, seed: 7, model: { id: 'base', digest: HERE }, panes: { upper: 'table', lower: 'tokens', narrow: 'states' }, sizes: { columns: { left: 30, right: 70 } }, whole: 'lower', limits: { ...DEFAULT_STATE.limits, maxSteps: 500 }, selected: { depth: 2, name: 'total' } });
    const app = await startTracepad(page({ fragment, models: MODELS }));
    expect(app.notices.getState().link).toMatchObject({ kind: 'link-opened', problems: [] });
    expect(app.settings.getState()).toMatchObject({ temperature: 0.5, seed: 7, model: 'base', tabs: { upper: 'table', lower: 'tokens' }, layouts: { columns: { left: 30, right: 70 } }, whole: 'lower', limits: { maxSteps: 500, maxSeconds: DEFAULT_STATE.limits.maxSeconds } });
    expect(app.selection.getState().place).toEqual({ depth: 2, name: 'total' });
    expect(app.shareLink().address).toBe(`https://example.org/app/${fragment}`);
  });

  it('leaves what the reader has chosen for other visits alone', async () => {
    const storage = memoryStorage();
    const own = await startTracepad(page({ storage }));
    own.settings.setState({ temperature: 0.9, tabs: { upper: 'table' }, layouts: { columns: { left: 20, right: 80 } }, limits: { ...DEFAULT_STATE.limits, maxSteps: 7 } });
    const visit = await startTracepad(page({ storage, fragment: linkOf({}), models: MODELS }));
    // A link that names no temperature and no limits is of greedy predictions and of whole runs; what is in sight is the reader's.
    expect(visit.settings.getState()).toMatchObject({ temperature: 0, limits: DEFAULT_STATE.limits, tabs: { upper: 'table' }, layouts: { columns: { left: 20, right: 80 } } });
    visit.settings.setState({ theme: 'dark' });
    const later = await startTracepad(page({ storage }));
    expect(later.settings.getState()).toMatchObject({ temperature: 0.9, theme: 'dark', limits: { maxSteps: 7 }, tabs: { upper: 'table' } });
  });

  it('says where the page has another model', async () => {
    const other = { id: 'tiny', digest: 'ffffffffffff' };
    const app = await startTracepad(page({ fragment: linkOf({ model: other }), models: MODELS }));
    expect(app.notices.getState().link).toMatchObject({ problems: [{ field: 'model', fault: 'other-model' }] });
    expect(app.settings.getState().model).toBe('tiny');
  });

  it('goes into the address as it changes, and Back brings all of it back', async () => {
    const addresses: string[] = [];
    const pushed: string[] = [];
    const parts = page({ models: MODELS, replaceFragment: (fragment) => addresses.push(fragment), pushFragment: (fragment) => pushed.push(fragment) });
    const app = await startTracepad(parts);
    await app.runs.run();
    await settled(parts.board);
    app.settings.setState({ whole: 'upper' });
    await vi.waitFor(() => expect(addresses.at(-1)).toContain('whole=upper'));
    app.settings.setState({ tabs: { lower: 'bytecode' }, whole: null });
    app.selection.setState({ place: { depth: 1, name: null } });
    app.breakpoints.setState({ entries: [{ line: 2, condition: 'x > 1', hit: null }] });
    await vi.waitFor(() => expect(addresses.at(-1)).toContain('panes=-bytecode&at=1'));
    const before = addresses.at(-1) ?? '';

    app.navigation.goTo(3);
    app.selection.setState({ place: null });
    app.breakpoints.setState({ entries: [] });
    app.settings.setState({ tabs: { lower: 'heap' } });
    await vi.waitFor(() => expect(pushed).toHaveLength(1));
    expect(fieldsOf(app.shareLink().address)).toMatchObject({ step: 3 });

    expect(app.goToFragment(before)).toBe(true);
    expect(app.trace.getState().step).toBe(0);
    expect(app.selection.getState().place).toEqual({ depth: 1, name: null });
    expect(app.breakpoints.getState().entries).toEqual([{ line: 2, condition: 'x > 1', hit: null }]);
    expect(app.settings.getState().tabs).toMatchObject({ lower: 'bytecode' });
  });

  it('scrubbing leaves nothing in the history', async () => {
    const pushed: string[] = [];
    const replaced: string[] = [];
    const parts = page({ replaceFragment: (fragment) => replaced.push(fragment), pushFragment: (fragment) => pushed.push(fragment) });
    const app = await startTracepad(parts);
    await app.runs.run();
    await settled(parts.board);
    for (const step of [1, 2, 3]) app.navigation.scrubTo(step);
    app.navigation.back();
    await vi.waitFor(() => expect(replaced.at(-1)).toContain('step=2'));
    expect(pushed).toEqual([]);
  });
});
