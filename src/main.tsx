/** The composition root: real clients, real storage, the page. */
import { createRoot } from 'react-dom/client';
import { models } from 'virtual:models';
import { App } from './app/App.tsx';
import { assert } from './base/assert.ts';
import { fetchRecording } from './features/examples/fetch-recording.ts';
import { EXAMPLE_PROGRAMS, FIRST_EXAMPLE } from './features/examples/programs.ts';
import { createBrowserModelRunner } from './model/client.ts';
import { createBrowserRunner } from './python/browser-runner.ts';
import { registerSW } from 'virtual:pwa-register';
import { whenQuiet } from './state/idle.ts';
import { startTracepad } from './state/start.ts';
import './ui/tokens.css';
import './ui/base.css';

const root = document.getElementById('root');
const first = EXAMPLE_PROGRAMS.find(({ id }) => id === FIRST_EXAMPLE);
assert(root !== null && first !== undefined, 'the page has a root and at least one example');

/** Null where the browser refuses storage, as in a sandboxed frame. */
function storageOf(page: Window): Storage | null {
  try {
    return page.localStorage;
  } catch {
    return null;
  }
}

/** Through a link that is clicked, as browsers want it. */
function download(name: string, content: Blob): void {
  const address = URL.createObjectURL(content);
  const link = Object.assign(document.createElement('a'), { href: address, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** A macrotask: lets input and painting in between. */
function pause(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 0);
  });
}

const app = await startTracepad({
  createPython: () => createBrowserRunner(),
  createModel: createBrowserModelRunner,
  models,
  fragment: location.hash,
  address: location.href.replace(/#.*$/s, ''),
  replaceFragment: (fragment) => {
    history.replaceState(history.state, '', fragment);
  },
  pushFragment: (fragment) => {
    history.pushState(null, '', fragment);
  },
  download,
  storage: storageOf(window),
  idleBoard: document.documentElement.dataset,
  firstProgram: { code: first.code, call: first.call, stdin: '' },
  ...(location.hash.length > 1 ? {} : { firstRecording: fetchRecording(first.id) }),
  fetchTemplate: async (id) => {
    const response = await fetch(`templates/${id}.txt`);
    if (!response.ok) throw new Error(`The template could not be loaded: the server answered ${response.status}.`);
    return response.text();
  },
  now: () => performance.now(),
  pause,
});

// Back and Forward go to places in the same program; another link is a new page. Our own changes raise no such event.
window.addEventListener('hashchange', () => {
  if (!app.goToFragment(location.hash)) location.reload();
});

const offer = (update: () => void): void => app.notices.setState({ update });
const reload = (): void => location.reload();
// A part of this version that has gone from the host, since a newer one is there: the page goes on without it and offers the newer one.
window.addEventListener('vite:preloadError', () => offer(reload));

createRoot(root).render(<App app={app} />);

/** Time without any work, in milliseconds, before files are fetched ahead for a visit without a network: what a person waits for comes first. */
const QUIET = 8000;

// Where the browser has no service workers the page works as before, with a network.
let taken = false;
whenQuiet(app.idle, QUIET, () => {
  const update = registerSW({
    onNeedRefresh: () =>
      offer(() => {
        taken = true;
        void update(true);
      }),
    // Told below: a page that was opened before any worker had it would not hear of it here.
    onNeedReload: () => undefined,
    onRegisterError: () => undefined,
  });
});
if ('serviceWorker' in navigator) {
  // The first worker of all takes a page that is of its own version.
  let isOurs = navigator.serviceWorker.controller === null;
  navigator.serviceWorker.addEventListener('controllerchange', () => {
    if (taken) reload();
    // Taken in another tab: this one goes on as it is until the person says so here.
    else if (!isOurs) offer(reload);
    isOurs = false;
  });
}

// Python starts while the person reads, so that the first run need not wait for it.
const warmUp = (): void => {
  // A recording is looked at without Python.
  if (app.trace.getState().loaded === null) app.runs.warmUp();
};
if ('requestIdleCallback' in window) requestIdleCallback(warmUp, { timeout: 2000 });
else setTimeout(warmUp, 500);
