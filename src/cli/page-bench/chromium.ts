/**
 * Chromium over its debugging pipe, with nothing switched on that the benchmark did not ask for. Playwright always
 * listens to the network, which makes the page's process keep every response (40 MB for Tracepad) and the figures wrong.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { CommandError } from '../arguments.ts';

export type ProtocolObject = Readonly<Record<string, unknown>>;

/** One conversation with the browser or with a page of it, in the words of the Chrome DevTools Protocol. */
export interface ProtocolSession {
  send(method: string, parameters?: ProtocolObject): Promise<ProtocolObject>;
  on(method: string, listener: (parameters: ProtocolObject) => void): void;
}

export interface ChromiumPage extends ProtocolSession {
  /** Value of an expression in the page; awaited if it is a promise. Rejects with what it throws. */
  evaluate<T>(expression: string): Promise<T>;
}

export interface Chromium extends ProtocolSession {
  /** Process id of the browser, the root of its processes. */
  readonly processId: number;
  readonly version: string;
  /** The page that the browser started with. */
  blankPage(width: number, height: number): Promise<ChromiumPage>;
  /** Ends the browser and removes its profile. */
  close(): Promise<void>;
}

const SYSTEM_CHROMIUM = '/usr/bin/chromium';

/** `CHROMIUM` of the environment, else the system's, else the one that Playwright fetched. */
async function findChromium(): Promise<string> {
  const named = process.env['CHROMIUM'];
  if (named !== undefined) return named;
  if (existsSync(SYSTEM_CHROMIUM)) return SYSTEM_CHROMIUM;
  const { chromium } = await import('@playwright/test');
  return chromium.executablePath();
}

/** A new profile and no extension, update or start page: only what a browser needs to show one page. */
function commandLine(profile: string): readonly string[] {
  return [
    '--headless=new',
    '--remote-debugging-pipe',
    `--user-data-dir=${profile}`,
    '--no-sandbox',
    '--no-first-run',
    '--no-default-browser-check',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-default-apps',
    '--disable-extensions',
    '--disable-sync',
    '--disable-quic',
    'about:blank',
  ];
}

interface Reply {
  readonly id?: number;
  readonly sessionId?: string;
  readonly method?: string;
  readonly params?: ProtocolObject;
  readonly result?: ProtocolObject;
  readonly error?: { readonly message: string };
}

/** Messages of JSON that end in a NUL, both ways. */
class Pipe {
  readonly #out: Writable;
  readonly #waiting = new Map<number, { readonly resolve: (result: ProtocolObject) => void; readonly reject: (error: Error) => void }>();
  readonly #listeners = new Map<string, ((parameters: ProtocolObject) => void)[]>();
  #nextId = 1;

  constructor(out: Writable, input: Readable) {
    this.#out = out;
    let rest = '';
    input.setEncoding('utf8');
    input.on('data', (data: string) => {
      const messages = (rest + data).split('\0');
      rest = messages.pop() ?? '';
      for (const message of messages) this.#receive(JSON.parse(message) as Reply);
    });
    input.on('close', () => {
      for (const { reject } of this.#waiting.values()) reject(new CommandError('Chromium ended before its time.'));
    });
  }

  send(session: string | null, method: string, params: ProtocolObject = {}): Promise<ProtocolObject> {
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#out.write(`${JSON.stringify({ id, method, params, ...(session === null ? {} : { sessionId: session }) })}\0`);
    });
  }

  on(session: string | null, method: string, listener: (parameters: ProtocolObject) => void): void {
    const key = `${session ?? ''}/${method}`;
    this.#listeners.set(key, [...(this.#listeners.get(key) ?? []), listener]);
  }

  #receive({ id, sessionId, method, params, result, error }: Reply): void {
    if (id === undefined) {
      for (const listener of this.#listeners.get(`${sessionId ?? ''}/${method ?? ''}`) ?? []) listener(params ?? {});
      return;
    }
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error === undefined) waiting?.resolve(result ?? {});
    else waiting?.reject(new Error(`Chromium: ${error.message}`));
  }
}

function sessionOf(pipe: Pipe, id: string | null): ProtocolSession {
  return {
    send: (method, parameters) => pipe.send(id, method, parameters),
    on: (method, listener) => pipe.on(id, method, listener),
  };
}

interface Evaluated {
  readonly result: { readonly value?: unknown };
  readonly exceptionDetails?: { readonly text: string; readonly exception?: { readonly description?: string } };
}

async function blankPage(pipe: Pipe, width: number, height: number): Promise<ChromiumPage> {
  const { targetInfos } = (await pipe.send(null, 'Target.getTargets')) as { targetInfos: readonly { type: string; url: string; targetId: string }[] };
  const targetId = targetInfos.find((target) => target.type === 'page' && target.url === 'about:blank')?.targetId;
  if (targetId === undefined) throw new CommandError('Chromium opened no page.');
  const { sessionId } = await pipe.send(null, 'Target.attachToTarget', { targetId, flatten: true });
  const session = sessionOf(pipe, sessionId as string);
  await session.send('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile: false });
  await session.send('Page.enable');
  return {
    ...session,
    async evaluate<T>(expression: string): Promise<T> {
      const answer = await session.send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true });
      const { result, exceptionDetails } = answer as unknown as Evaluated;
      if (exceptionDetails !== undefined) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
      return result.value as T;
    },
  };
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null) resolve();
    else child.on('exit', () => resolve());
  });
}

/** Starts a browser of its own on a fresh profile. */
export async function launchChromium(): Promise<Chromium> {
  const executable = await findChromium();
  const profile = mkdtempSync(path.join(tmpdir(), 'tracepad-bench-'));
  const child = spawn(executable, commandLine(profile), { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] });
  const failed = new Promise<never>((_, reject) => {
    child.on('error', (error) => reject(new CommandError(`${executable} does not start: ${error.message}`)));
  });
  const [, , , out, input] = child.stdio;
  const pipe = new Pipe(out as Writable, input as Readable);
  const browser = sessionOf(pipe, null);
  const { product } = await Promise.race([browser.send('Browser.getVersion'), failed]);
  const { processInfo } = (await browser.send('SystemInfo.getProcessInfo')) as { processInfo: readonly { type: string; id: number }[] };
  return {
    ...browser,
    version: product as string,
    // A launcher script may stand between.
    processId: processInfo.find((info) => info.type === 'browser')?.id ?? child.pid ?? 0,
    blankPage: (width, height) => blankPage(pipe, width, height),
    async close() {
      await browser.send('Browser.close').catch(() => undefined);
      await ended(child);
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
