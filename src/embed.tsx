/**
 * The composition root of an embed: one classic script, so that it works in a frame whose sandbox allows scripts alone,
 * on any host. A recording is shown without Python; a program starts it when the reader presses Run. There is no model
 * in an embed: predictions come with the recording.
 */
import { createRoot } from 'react-dom/client';
import { Embed } from './app/Embed.tsx';
import { assert } from './base/assert.ts';
import type { ModelRunner } from './model/protocol.ts';
import { createBrowserRunner } from './python/browser-runner.ts';
import { embedOptions, keepInRange } from './state/embed-options.ts';
import { NO_MODEL } from './state/model-source.ts';
import { recordedModes } from './state/recorded.ts';
import { startTracepad } from './state/start.ts';
import './ui/tokens.css';
import './ui/base.css';

const root = document.getElementById('root');
assert(root !== null, 'the embed has a root');
const container = root;

function noModel(): ModelRunner {
  const missing = { ok: false, error: { failure: 'manifest-missing', message: 'There is no model in an embed.' } } as const;
  const none = (): Promise<typeof missing> => Promise.resolve(missing);
  return { load: none, loadOther: none, teacherForced: none, freeRunning: none, cancel: () => Promise.resolve(), cancelLoad: () => Promise.resolve(), forget: () => Promise.resolve(), forgetOther: () => Promise.resolve(), dispose: () => Promise.resolve() };
}

async function start(): Promise<void> {
  const options = embedOptions(location.hash);
  const app = await startTracepad({
    createPython: () => createBrowserRunner(),
    createModel: noModel,
    models: [NO_MODEL],
    fragment: location.hash,
    // The whole page, to open beside; an embed itself never changes its address.
    address: new URL('./', location.href.replace(/#.*$/s, '')).href,
    replaceFragment: () => undefined,
    pushFragment: () => undefined,
    download: () => undefined,
    storage: null,
    idleBoard: document.documentElement.dataset,
    firstProgram: { code: '', call: '', stdin: '' },
    now: () => performance.now(),
    pause: () => new Promise((resolve) => setTimeout(resolve, 0)),
  });
  keepInRange(app.trace, options);
  // Predictions in the other mode alone are better seen than none.
  const modes = recordedModes(app.trace.getState().loaded);
  const [mode] = modes;
  if (mode !== undefined && !modes.includes(app.predictions.getState().mode)) app.models.setMode(mode);
  createRoot(container).render(<Embed app={app} options={options} />);
}

void start();
