/** A host of models on another origin: pieces, ETags and CORS as Hugging Face's has them. */
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ModelHost {
  /** The address of the model's folder, with its slash. */
  readonly url: string;
  /** `GET path`, once for each piece. */
  readonly loaded: string[];
  close(): Promise<void>;
}

export async function serveModel(files: ReadonlyMap<string, Uint8Array>): Promise<ModelHost> {
  const loaded: string[] = [];
  const under = '/someone/tiny-frames/resolve/main/';
  const server = createServer((request, response) => {
    response.setHeader('access-control-allow-origin', '*').setHeader('access-control-expose-headers', 'ETag');
    const path = decodeURIComponent(request.url ?? '').slice(under.length);
    const body = files.get(path);
    if (!body) return void response.writeHead(404).end();
    response.setHeader('etag', `"${createHash('sha256').update(body).digest('hex')}"`);
    if (request.method === 'HEAD') return void response.setHeader('content-length', body.length).end();
    loaded.push(`GET ${path}`);
    const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '');
    if (!range) return void response.end(body);
    const part = body.slice(Number(range[1]), range[2] === '' ? body.length : Number(range[2]) + 1);
    response.writeHead(206, { 'content-length': part.length }).end(part);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${under}`,
    loaded,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
