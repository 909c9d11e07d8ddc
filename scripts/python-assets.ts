/**
 * Makes the Python files that the page loads, from the `pyodide` package alone:
 *
 * - the standard library as a zip of unchecked-hash `.pyc`, compiled by the very interpreter that will read it (a cold
 *   start spends most of its time compiling the `.py` of the stock zip), without the modules that need what a sandboxed
 *   worker lacks (sockets, processes, a terminal);
 * - a memory snapshot of an interpreter that has started and has imported the common modules.
 *
 * Snapshots are an undocumented feature of Pyodide, so the version is pinned here and everything is checked by
 * restoring the snapshot once. Results are cached by content under `node_modules/.cache`.
 *
 * Every file is shipped gzipped under a neutral name: hosts differ in what they compress, and the snapshot is 31 MB raw.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import type { loadPyodide as LoadPyodide, PyodideAPI } from 'pyodide';

type PyodideConfig = NonNullable<Parameters<typeof LoadPyodide>[0]>;

/** Raising it means running the tracer's oracle tests again: snapshots and struct offsets belong to one build. */
export const PYODIDE_VERSION = '314.0.7';
export const PYTHON_VERSION = '3.14.2';

export const PYTHON_ASSETS = ['loader', 'glue', 'interpreter', 'stdlib', 'memory'] as const;
export type PythonAssetName = (typeof PYTHON_ASSETS)[number];

export interface PythonAssetFile {
  readonly name: PythonAssetName;
  /** Gzipped content. */
  readonly packed: Uint8Array;
  /** Length of the content itself. */
  readonly bytes: number;
}

export interface PythonAssets {
  /** Names the whole set: version and digest of the content. */
  readonly id: string;
  readonly files: readonly PythonAssetFile[];
  /** Contents of the lock file to start Pyodide with. */
  readonly lock: string;
}

/** Imported before the snapshot is taken, so that a program's `import` of them costs nothing. */
const PREIMPORTED = [
  'abc', 'array', 'ast', 'asyncio', 'bisect', 'calendar', 'collections', 'collections.abc', 'contextlib', 'copy', 'csv', 'ctypes',
  'dataclasses', 'datetime', 'decimal', 'dis', 'enum', 'fractions', 'functools', 'heapq', 'inspect', 'io', 'itertools', 'json',
  'linecache', 'math', 'numbers', 'operator', 'os', 'pprint', 'random', 're', 'statistics', 'string', 'struct', 'sys', 'textwrap',
  'time', 'traceback', 'types', 'typing', 'unicodedata', 'weakref',
];

/** Left out of the standard library: modules whose substance is a socket, a process, a terminal or a missing C library. */
const LEFT_OUT = [
  '_aix_support.py', '_android_support.py', '_apple_support.py', '_osx_support.py', '_pydatetime.py', '_pyio.py', '_ssl.py',
  'antigravity.py', 'cProfile.py', 'compileall.py', 'ensurepip/', 'ftplib.py', 'http/server.py', 'http/cookiejar.py', 'idlelib/',
  'imaplib.py', 'mailbox.py', 'modulefinder.py', 'multiprocessing/', 'netrc.py', 'nturl2path.py', 'pickletools.py', 'poplib.py',
  'profile.py', 'pstats.py', 'pty.py', 'pyclbr.py', 'pydoc.py', 'pydoc_data/', 'smtplib.py', 'socketserver.py', 'sqlite3/', 'ssl.py',
  'tabnanny.py', 'trace.py', 'tty.py', 'turtledemo/', 'venv/', 'webbrowser.py', 'wsgiref/', 'xmlrpc/', 'zipapp.py',
];

/** Of the 120 text encodings, those that programs name; the multi-byte and code-page tables are a tenth of the library. */
const ENCODINGS = [
  '__init__', 'aliases', 'ascii', 'base64_codec', 'charmap', 'cp1252', 'cp437', 'hex_codec', 'idna', 'iso8859_1', 'iso8859_15', 'latin_1',
  'punycode', 'quopri_codec', 'raw_unicode_escape', 'rot_13', 'undefined', 'unicode_escape', 'utf_16', 'utf_16_be', 'utf_16_le',
  'utf_32', 'utf_32_be', 'utf_32_le', 'utf_7', 'utf_8', 'utf_8_sig', 'uu_codec', 'zlib_codec',
];

const COMPILE_STANDARD_LIBRARY = `
import importlib._bootstrap_external as bootstrap, io, zipfile

def compile_standard_library(left_out, encodings):
    source = zipfile.ZipFile("/lib/python314.zip")
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as target:
        for item in sorted(source.infolist(), key=lambda item: item.filename):
            name, data = item.filename, source.read(item)
            if any(name == out or (out.endswith("/") and name.startswith(out)) for out in left_out):
                continue
            if name.startswith("encodings/") and name[10:].removesuffix(".py") not in encodings:
                continue
            if name.endswith(".py"):
                code = compile(data, "/lib/python314.zip/" + name, "exec", dont_inherit=True, optimize=0)
                data, name = bootstrap._code_to_hash_pyc(code, bytes(8), False), name + "c"
            target.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()

compile_standard_library
`;

function check(condition: boolean, message: string): asserts condition {
  if (!condition) throw new Error(`Python assets: ${message}`);
}

function digest(...parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(createHash('sha256').update(part).digest());
  return hash.digest('hex').slice(0, 12);
}

/** No packages can be loaded in the sandbox, so none are offered: an import of one is a plain ModuleNotFoundError. */
function emptyLock(packageRoot: string): string {
  const lock = JSON.parse(readFileSync(path.join(packageRoot, 'pyodide-lock.json'), 'utf8')) as { info: object };
  return JSON.stringify({ info: lock.info, packages: {} });
}

async function makeAssets(packageRoot: string, scratch: string): Promise<PythonAssets> {
  const { loadPyodide, version } = await import('pyodide');
  check(version === PYODIDE_VERSION, `pinned to Pyodide ${PYODIDE_VERSION}, found ${version}`);
  const start = async (options: PyodideConfig): Promise<PyodideAPI> =>
    loadPyodide({
      indexURL: packageRoot,
      lockFileContents: emptyLock(packageRoot),
      packageBaseUrl: 'https://packages.invalid/',
      // A fixed seed makes set order, and so a trace, the same on every run and every machine.
      env: { HOME: '/home/pyodide', PYTHONHASHSEED: '0' },
      _sysExecutable: '/usr/bin/python3',
      stdin: () => null,
      stdout: () => undefined,
      stderr: () => undefined,
      ...options,
    });

  const compiler = await start({});
  const python = String(compiler.runPython('import sys; ".".join(map(str, sys.version_info[:3]))'));
  check(python === PYTHON_VERSION, `expected CPython ${PYTHON_VERSION}, found ${python}`);
  const compile = compiler.runPython(COMPILE_STANDARD_LIBRARY) as (
    leftOut: unknown,
    encodings: unknown,
  ) => { toJs(): Uint8Array };
  const stdlib = compile(compiler.toPy(LEFT_OUT), compiler.toPy(ENCODINGS)).toJs();
  const stdlibPath = path.join(scratch, 'stdlib.zip');
  writeFileSync(stdlibPath, stdlib);

  const model = await start({ stdLibURL: stdlibPath, _makeSnapshot: true });
  model.runPython(`import ${PREIMPORTED.join(', ')}, gc; gc.collect(); del ${[...new Set(PREIMPORTED.map((name) => name.split('.')[0]))].join(', ')}, gc`);
  const memory = model.makeMemorySnapshot();

  const restored = await start({ stdLibURL: stdlibPath, _loadSnapshot: memory });
  const answer = String(restored.runPython('import json, colorsys; json.dumps([6 * 7, hash("a") == hash("a")])'));
  check(answer === '[42, true]', `the restored snapshot answered ${answer}`);

  const contents: Record<PythonAssetName, Uint8Array> = {
    loader: readFileSync(path.join(packageRoot, 'pyodide.mjs')),
    glue: readFileSync(path.join(packageRoot, 'pyodide.asm.mjs')),
    interpreter: readFileSync(path.join(packageRoot, 'pyodide.asm.wasm')),
    stdlib,
    memory,
  };
  const files = PYTHON_ASSETS.map((name): PythonAssetFile => ({
    name,
    packed: gzipSync(contents[name], { level: 9 }),
    bytes: contents[name].length,
  }));
  return { id: `${PYODIDE_VERSION}-${digest(...files.map((file) => file.packed))}`, files, lock: emptyLock(packageRoot) };
}

interface CacheIndex {
  readonly id: string;
  readonly bytes: Record<PythonAssetName, number>;
}

function readCache(folder: string, lock: string): PythonAssets | null {
  try {
    const index = JSON.parse(readFileSync(path.join(folder, 'index.json'), 'utf8')) as CacheIndex;
    const files = PYTHON_ASSETS.map((name) => ({
      name,
      packed: new Uint8Array(readFileSync(path.join(folder, name))),
      bytes: index.bytes[name],
    }));
    const intact = index.id === `${PYODIDE_VERSION}-${digest(...files.map((file) => file.packed))}`;
    return intact ? { id: index.id, files, lock } : null;
  } catch {
    return null;
  }
}

function writeCache(folder: string, assets: PythonAssets): void {
  // Written aside and renamed: two builds at once must not read each other's half.
  const aside = `${folder}.${String(process.pid)}`;
  mkdirSync(aside, { recursive: true });
  for (const file of assets.files) writeFileSync(path.join(aside, file.name), file.packed);
  const bytes = Object.fromEntries(assets.files.map((file) => [file.name, file.bytes]));
  writeFileSync(path.join(aside, 'index.json'), JSON.stringify({ id: assets.id, bytes }));
  rmSync(folder, { recursive: true, force: true });
  renameSync(aside, folder);
}

/** The assets, made on the first call (about 10 s) and read from the cache afterwards. Throws where a pin does not hold. */
export async function buildPythonAssets(root: string): Promise<PythonAssets> {
  const packageRoot = path.join(root, 'node_modules', 'pyodide');
  const manifest = JSON.parse(readFileSync(path.join(packageRoot, 'package.json'), 'utf8')) as { version: string };
  check(manifest.version === PYODIDE_VERSION, `pinned to Pyodide ${PYODIDE_VERSION}, found ${manifest.version}`);
  const key = digest(
    readFileSync(path.join(packageRoot, 'pyodide.asm.wasm')),
    readFileSync(path.join(packageRoot, 'pyodide.asm.mjs')),
    readFileSync(path.join(packageRoot, 'python_stdlib.zip')),
    readFileSync(path.join(root, 'scripts', 'python-assets.ts')),
  );
  const caches = path.join(root, 'node_modules', '.cache', 'python-assets');
  const folder = path.join(caches, key);
  const cached = readCache(folder, emptyLock(packageRoot));
  if (cached !== null) return cached;

  mkdirSync(caches, { recursive: true });
  for (const stale of readdirSync(caches)) if (stale !== key) rmSync(path.join(caches, stale), { recursive: true, force: true });
  const scratch = path.join(caches, `scratch.${String(process.pid)}`);
  mkdirSync(scratch, { recursive: true });
  try {
    const assets = await makeAssets(packageRoot, scratch);
    writeCache(folder, assets);
    return assets;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
