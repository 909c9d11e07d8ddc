/** Fetches the Python files from the page's own origin; the sandbox has no network. */
import { files } from 'virtual:python-assets';
import type { PythonAssetName } from 'virtual:python-assets';
import { PythonStartError } from '../protocol.ts';
import type { PackedAssets } from './messages.ts';

const GZIP_MAGIC = [0x1f, 0x8b];
const WASM_MAGIC = 0x00;

/** Hosts answer a missing file with a page, and some unpack gzip on the way; only the former is a failure. */
function looksRight(name: PythonAssetName, content: ArrayBuffer): boolean {
  const head = new Uint8Array(content, 0, Math.min(2, content.byteLength));
  if (head[0] === GZIP_MAGIC[0] && head[1] === GZIP_MAGIC[1]) return content.byteLength === files[name].bytes;
  const isText = name === 'loader' || name === 'glue';
  return content.byteLength > files[name].bytes && (isText || name !== 'interpreter' || head[0] === WASM_MAGIC);
}

async function fetchAsset(name: PythonAssetName, base: string): Promise<ArrayBuffer> {
  const url = new URL(files[name].path, base);
  let content: ArrayBuffer;
  try {
    const response = await fetch(url);
    if (!response.ok) throw new Error(`status ${response.status}`);
    content = await response.arrayBuffer();
  } catch (error) {
    throw new PythonStartError('assets-missing', `Could not load ${url.href}: ${String(error)}`);
  }
  if (!looksRight(name, content)) {
    throw new PythonStartError('assets-missing', `${url.href} is not the file that this page was built with.`);
  }
  return content;
}

/** All files, in parallel. `base`: address that the paths are relative to. Rejects with a `PythonStartError`. */
export async function fetchAssets(base: string): Promise<PackedAssets> {
  const [loader, glue, interpreter, stdlib, memory] = await Promise.all([
    fetchAsset('loader', base),
    fetchAsset('glue', base),
    fetchAsset('interpreter', base),
    fetchAsset('stdlib', base),
    fetchAsset('memory', base),
  ]);
  return { loader, glue, interpreter, stdlib, memory };
}
