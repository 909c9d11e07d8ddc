/** A Vite plugin that tells the page which models are in `public/models/`, so that it knows their sizes before it loads anything. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Plugin } from 'vite';

const MODULE = 'virtual:models';

/** `virtual:models`, the smallest model first. */
export function modelList(): Plugin {
  let root = process.cwd();
  return {
    name: 'tracepad:models',
    configResolved(config) {
      root = config.root;
    },
    resolveId: (source) => (source === MODULE ? `\0${MODULE}` : null),
    load(id) {
      if (id !== `\0${MODULE}`) return null;
      const folder = path.join(root, 'public', 'models');
      const models = readdirSync(folder)
        .map((name) => ({ id: name, file: path.join(folder, name, 'manifest.json') }))
        .filter(({ file }) => existsSync(file))
        .map(({ id: name, file }) => {
          this.addWatchFile(file);
          const text = readFileSync(file);
          const manifest = JSON.parse(text.toString()) as { name: string; parameters: number; files: { bytes: number }[] };
          const digest = createHash('sha256').update(text).digest('hex');
          const bytes = manifest.files.reduce((sum, part) => sum + part.bytes, 0);
          return { id: name, name: manifest.name, parameters: manifest.parameters, bytes, manifestUrl: `models/${name}/manifest.json#sha256=${digest}` };
        })
        .sort((a, b) => a.parameters - b.parameters);
      return `export const models = ${JSON.stringify(models)};`;
    },
  };
}
