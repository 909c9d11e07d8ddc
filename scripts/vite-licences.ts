/** Writes `licences.txt` beside the page: the licence of everything that the build ships. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Plugin } from 'vite';

interface LockedPackage {
  readonly version?: string;
  readonly license?: string;
  readonly dev?: boolean;
}

/** Development tools of which a part is shipped: the service worker and what registers it, and the loader of chunks. */
const SHIPPED_TOOLS = /^node_modules\/(workbox-[\w-]+|vite|vite-plugin-pwa|rolldown)$/;

/** Shipped, and in no npm package of its own. */
const OTHERS = `CPython and its standard library (in the Python files that Pyodide built)
Python Software Foundation License Version 2. Copyright (c) 2001 Python Software Foundation; All Rights Reserved.

Models under models/
MIT, like Tracepad itself; trained on generated programs.
`;

export function licences(): Plugin {
  let root = process.cwd();
  return {
    name: 'tracepad:licences',
    configResolved(config) {
      root = config.root;
    },
    generateBundle() {
      const { packages } = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')) as { readonly packages: Readonly<Record<string, LockedPackage>> };
      const shipped = Object.entries(packages).filter(([place, { dev }]) => place !== '' && existsSync(path.join(root, place)) && (dev !== true || SHIPPED_TOOLS.test(place)));
      const own = `Tracepad\n${readFileSync(path.join(root, 'LICENSE'), 'utf8')}`;
      const parts = shipped.map(([place, { version = '', license = 'see its files' }]) => `${place.replace(/^.*node_modules\//, '')} ${version}: ${license}\n${licenceText(path.join(root, place))}`);
      this.emitFile({ type: 'asset', fileName: 'licences.txt', source: [own, OTHERS, ...parts].join(`\n${'-'.repeat(79)}\n\n`) });
    },
  };
}

function licenceText(folder: string): string {
  const file = readdirSync(folder).find((name) => /^(licen[cs]e|copying)(\.(md|txt))?$/i.test(name));
  return file === undefined ? '' : readFileSync(path.join(folder, file), 'utf8');
}
