/** Vite plugins for what runs in the sandbox: its files and its scripts. */
import path from 'node:path';
import { build } from 'vite';
import type { Plugin } from 'vite';
import { buildPythonAssets, PYTHON_ASSETS, PYTHON_VERSION } from './python-assets.ts';
import type { PythonAssets } from './python-assets.ts';
import { ASCII_SCRIPTS } from './ascii-scripts.ts';
import { recordPackages } from './shipped-packages.ts';

const ASSETS_MODULE = 'virtual:python-assets';
const BUNDLE_QUERY = '?bundle';

/** Serves and emits the Python files under `python/<id>/`, and tells the page where they are (`virtual:python-assets`). */
export function pythonAssets(): Plugin {
  let root = process.cwd();
  let made: Promise<PythonAssets> | null = null;
  const assets = (): Promise<PythonAssets> => (made ??= buildPythonAssets(root));
  // No extension that a host knows: several would unpack `.gz` on the way, or serve the contents under a wrong type.
  const pathOf = (id: string, name: string): string => `python/${id}/${name}.bin`;
  return {
    name: 'tracepad:python-assets',
    configResolved(config) {
      root = config.root;
    },
    resolveId: (source) => (source === ASSETS_MODULE ? `\0${ASSETS_MODULE}` : null),
    async load(id) {
      if (id !== `\0${ASSETS_MODULE}`) return null;
      const { id: set, files, lock } = await assets();
      const table = Object.fromEntries(files.map((file) => [file.name, { path: pathOf(set, file.name), bytes: file.packed.length }]));
      return `export const python = ${JSON.stringify(PYTHON_VERSION)};\nexport const lock = ${JSON.stringify(lock)};\nexport const files = ${JSON.stringify(table)};`;
    },
    async generateBundle() {
      // Only where the page asks for them: a build of something else stays small.
      if (made === null) return;
      const { id, files } = await made;
      for (const file of files) this.emitFile({ type: 'asset', fileName: pathOf(id, file.name), source: file.packed });
    },
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const name = PYTHON_ASSETS.find((asset) => request.url?.split('?')[0]?.endsWith(`/${asset}.bin`));
        if (name === undefined || !(request.url?.includes('/python/') ?? false)) {
          next();
          return;
        }
        assets().then(({ files }) => {
          response.setHeader('Content-Type', 'application/octet-stream');
          response.end(files.find((file) => file.name === name)?.packed);
        }, next);
      });
    },
  };
}

/**
 * `import script from './x.ts?bundle'`: the module and all that it imports as the text of one classic script. The
 * sandbox has no network and no module workers, so what runs in it has to be handed in whole.
 */
export function scriptBundles(): Plugin {
  let minify = true;
  return {
    name: 'tracepad:script-bundles',
    enforce: 'pre',
    configResolved(config) {
      minify = config.command === 'build';
    },
    resolveId(source, importer) {
      if (!source.endsWith(BUNDLE_QUERY) || importer === undefined) return null;
      const file = source.slice(0, -BUNDLE_QUERY.length);
      return path.resolve(path.dirname(importer), file) + BUNDLE_QUERY;
    },
    async load(id) {
      if (!id.endsWith(BUNDLE_QUERY)) return null;
      const entry = id.slice(0, -BUNDLE_QUERY.length);
      const result = await build({
        configFile: false,
        logLevel: 'warn',
        publicDir: false,
        plugins: [recordPackages()],
        build: {
          write: false,
          minify,
          target: 'es2023',
          lib: { entry, formats: ['iife'], name: 'sandboxed' },
          rolldownOptions: { output: ASCII_SCRIPTS },
        },
      });
      const outputs = (Array.isArray(result) ? result : [result]).flatMap((item) => ('output' in item ? item.output : []));
      const chunks = outputs.filter((item) => item.type === 'chunk');
      const [chunk] = chunks;
      if (chunk === undefined || chunks.length !== 1) throw new Error(`${entry} is not one script but ${chunks.length}.`);
      for (const file of chunk.moduleIds) if (path.isAbsolute(file)) this.addWatchFile(file.split('?')[0] ?? file);
      return `export default ${JSON.stringify(chunk.code)};`;
    },
  };
}
