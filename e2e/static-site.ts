/** The simplest static host there is: files of `dist/` below a path, no special headers, 404 for all else. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

const DIST = path.resolve(import.meta.dirname, '..', 'dist');
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
  '.webmanifest': 'application/manifest+json',
};

export interface StaticSite {
  /** The address of the app's folder, with its slash. */
  readonly url: string;
  /** Paths that were asked for and are not there. */
  readonly missing: readonly string[];
  /** What a newer version has in place of a file, by its path below the folder; null: it is there no more. */
  readonly changed: Map<string, string | null>;
  close(): Promise<void>;
}

/** @param under such as `/a/b/`. @param headers sent with every file. */
export async function serveDist(under: string, headers: Readonly<Record<string, string>> = {}): Promise<StaticSite> {
  const missing: string[] = [];
  const changed = new Map<string, string | null>();
  const server = createServer((request, response) => {
    const asked = new URL(request.url ?? '/', 'http://site').pathname;
    const file = path.join(DIST, asked.startsWith(under) ? asked.slice(under.length) || 'index.html' : '\0');
    const newer = changed.get(path.relative(DIST, file));
    const isThere = file.startsWith(DIST + path.sep) && newer !== null;
    const read = !isThere ? Promise.reject(new Error('not there')) : newer === undefined ? readFile(file) : Promise.resolve(newer);
    read.then(
      (content) => response.setHeaders(new Headers(headers)).setHeader('Content-Type', TYPES[path.extname(file)] ?? 'application/octet-stream').end(content),
      () => {
        missing.push(asked);
        response.writeHead(404).end();
      },
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${under}`,
    missing,
    changed,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
