/** Builds the sandbox harness and serves it, and keeps a log of what was asked for: the judge of network attacks. */
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildHarness } from '../scripts/build-harness.ts';

const PAGE = 'e2e/sandbox-harness/index.html';
const TYPES: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript', '.bin': 'application/octet-stream' };

export interface LoggingServer {
  readonly origin: string;
  /** Paths asked for, in order. */
  readonly log: string[];
  close(): Promise<void>;
}

/** Answers with files of `folder`, any origin allowed; without a folder every path is an empty page. */
async function serve(folder: string | null): Promise<LoggingServer> {
  const log: string[] = [];
  const server: Server = createServer((request, response) => {
    const asked = (request.url ?? '/').split('?')[0] ?? '/';
    log.push(request.url ?? '/');
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.setHeader('Content-Type', TYPES[path.extname(asked)] ?? 'text/javascript');
    if (folder === null) {
      response.end('');
      return;
    }
    readFile(path.join(folder, asked)).then(
      (content) => response.end(content),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    log,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export interface HarnessSite {
  readonly page: string;
  /** The page's own server. */
  readonly own: LoggingServer;
  /** A server of somebody else's. */
  readonly foreign: LoggingServer;
  close(): Promise<void>;
}

export async function serveHarness(): Promise<HarnessSite> {
  const folder = mkdtempSync(path.join(tmpdir(), 'tracepad-harness-'));
  await buildHarness(PAGE, folder);
  const [own, foreign] = [await serve(folder), await serve(null)];
  return {
    page: `${own.origin}/${PAGE}`,
    own,
    foreign,
    async close() {
      await Promise.all([own.close(), foreign.close()]);
      rmSync(folder, { recursive: true });
    },
  };
}
