/** Fails the build when what a first visit has to fetch before anything stands on the page grows too large. */
import { gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

/** The page's script with everything that it imports at once, and its styles, gzipped: without Monaco, Pyodide and models. */
const MOST_BYTES = 500_000;

export function shellSize(): Plugin {
  return {
    name: 'tracepad:shell-size',
    apply: 'build',
    // After whatever still changes the chunks.
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const shell = new Set<string>();
        const add = (fileName: string): void => {
          const file = bundle[fileName];
          if (file === undefined || shell.has(fileName)) return;
          shell.add(fileName);
          if (file.type === 'asset') return;
          for (const other of [...file.imports, ...(file.viteMetadata?.importedCss ?? [])]) add(other);
        };
        for (const file of Object.values(bundle)) if (file.type === 'chunk' && file.isEntry && file.facadeModuleId?.endsWith('index.html') === true) add(file.fileName);
        if (shell.size === 0) this.error('the page has no script of which the size could be told');
        const bytes = [...shell].map((fileName) => {
          const file = bundle[fileName];
          return file === undefined ? 0 : gzipSync(file.type === 'asset' ? file.source : file.code).length;
        });
        const total = bytes.reduce((sum, size) => sum + size, 0);
        const parts = [...shell].map((fileName, place) => `${fileName} ${String(bytes[place])}`).join(', ');
        if (total > MOST_BYTES) this.error(`the shell takes ${String(total)} bytes gzipped, over ${String(MOST_BYTES)}: ${parts}`);
        this.info(`shell: ${(total / 1000).toFixed(0)} kB gzipped of at most ${String(MOST_BYTES / 1000)}`);
      },
    },
  };
}
