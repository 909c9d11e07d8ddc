import { describe, expect, it } from 'vitest';
import type { ModelRunner, OtherModel } from '../model/protocol.ts';
import { folderSource } from './other-models.ts';
import { recordsOf } from './share-link.ts';
import { startTracepad } from './start.ts';
import { page, settled } from './testing/fake-page.ts';
import { fakeModel, OTHER_INFO } from './testing/small-trace.ts';

describe('a model of another make', () => {
  it('takes the place of the page’s own with the task that its template knows, until that is chosen again', async () => {
    const asked: OtherModel[] = [];
    let own = 0;
    const model = fakeModel();
    const runner: ModelRunner = {
      ...model,
      load: (...parts) => {
        own += 1;
        return model.load(...parts);
      },
      loadOther: (other) => {
        asked.push(other);
        return Promise.resolve({ ok: true, value: OTHER_INFO });
      },
    };
    const parts = page({ createModel: () => runner, firstProgram: { code: 'def f(n): ...', call: 'f(3)', stdin: '' }, fetchTemplate: (id) => Promise.resolve(`template ${id}`) });
    const app = await startTracepad(parts);
    await app.runs.run();
    await settled(parts.board);
    expect(own).toBe(1);
    const source = { kind: 'address', url: 'https://example.org/model/' } as const;
    await app.otherModels.open(source);
    await settled(parts.board);
    expect(asked).toEqual([{ source, template: 'template few-shot' }]);
    const predictions = app.predictions.getState();
    expect(predictions).toMatchObject({ model: { kind: 'ready', info: { name: 'other' } }, task: { strategy: 'compact-step-in', granularity: 'line' }, tables: { forced: { tally: { predicted: 4 } } } });
    const { loaded } = app.trace.getState();
    expect(loaded === null ? [] : recordsOf(loaded, predictions)[0]).toMatchObject({ model: 'other', digest: '11', grammarVersion: null, strategy: 'compact-step-in' });
    // A link leads to no such model, and names none.
    expect(app.shareLink().address).not.toContain('model=');
    await app.otherModels.chooseTemplate('cwm');
    await app.otherModels.takeTemplate(new File(['mine'], 'mine.txt'));
    await app.models.loadModel('wasm');
    expect(asked.map(({ template }) => template)).toEqual(['template few-shot', 'template cwm', 'mine', 'mine']);
    app.otherModels.leave();
    await app.models.loadModel('auto');
    await settled(parts.board);
    expect([own, asked.length]).toEqual([2, 4]);
    expect(app.predictions.getState().model).toMatchObject({ info: { name: 'fake' } });
  });

  it('says why a template did not come, and leaves the model as it is', async () => {
    const parts = page({ fetchTemplate: () => Promise.reject(new Error('the server answered 404')) });
    const app = await startTracepad(parts);
    await app.otherModels.open({ kind: 'address', url: 'https://example.org/model/' });
    expect(app.otherModels.store.getState().problem).toBe('the server answered 404');
    expect(app.predictions.getState().model.kind).toBe('none');
    await app.otherModels.takeTemplate(new File([new Uint8Array(2 ** 20 + 1)], 'large.txt'));
    expect(app.otherModels.store.getState().problem).toContain('too large');
  });

  it('is named by the folder that it lies in', () => {
    const file = new File(['{}'], 'config.json');
    Object.defineProperty(file, 'webkitRelativePath', { value: 'phi/config.json' });
    expect(folderSource([file])).toMatchObject({ kind: 'folder', name: 'phi', files: [{ path: 'phi/config.json' }] });
    expect(folderSource([])).toBeNull();
  });
});
