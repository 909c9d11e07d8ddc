/**
 * Builds `embed.html`: a page with one classic script and one style sheet. Module scripts are fetched with CORS, which a
 * frame of opaque origin (`sandbox="allow-scripts"`) gets from few hosts; classic ones need nothing.
 */
import { createHash } from 'node:crypto';
import path from 'node:path';
import react from '@vitejs/plugin-react';
import { build } from 'vite';
import type { Plugin } from 'vite';
import { ASCII_SCRIPTS } from './ascii-scripts.ts';
import { recordPackages } from './shipped-packages.ts';
import { pythonAssets, scriptBundles } from './vite-python.ts';

const ENTRY = 'src/embed.tsx';

function page(head: string, body: string): string {
  return `<!doctype html>
<html lang="en" data-embed>
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <title>Tracepad</title>
    ${head}
  </head>
  <body>
    <div id="root"></div>
    ${body}
  </body>
</html>
`;
}

/** Emits the page next to `index.html`; the development server makes it from the sources. */
export function embedPage(): Plugin {
  let root = process.cwd();
  return {
    name: 'tracepad:embed-page',
    configResolved(config) {
      root = config.root;
    },
    async generateBundle() {
      const { script, styles } = await buildEmbed(root);
      const emit = (extension: string, source: string): string => {
        const fileName = `assets/embed-${createHash('sha256').update(source).digest('base64url').slice(0, 8)}.${extension}`;
        this.emitFile({ type: 'asset', fileName, source });
        return `./${fileName}`;
      };
      const source = page(`<link rel="stylesheet" href="${emit('css', styles)}" />`, `<script src="${emit('js', script)}"></script>`);
      this.emitFile({ type: 'asset', fileName: 'embed.html', source });
    },
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        if (request.url?.split('?')[0] !== '/embed.html') {
          next();
          return;
        }
        server.transformIndexHtml('/embed.html', page('', `<script type="module" src="/${ENTRY}"></script>`)).then((html) => {
          response.setHeader('Content-Type', 'text/html');
          response.end(html);
        }, next);
      });
    },
  };
}

async function buildEmbed(root: string): Promise<{ readonly script: string; readonly styles: string }> {
  const result = await build({
    root,
    configFile: false,
    base: './',
    logLevel: 'warn',
    publicDir: false,
    plugins: [react(), scriptBundles(), pythonAssets(), recordPackages()],
    // Several libraries ask for it as Node has it.
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      target: 'es2023',
      cssCodeSplit: false,
      lib: { entry: path.resolve(root, ENTRY), formats: ['iife'], name: 'tracepadEmbed' },
      rolldownOptions: { output: ASCII_SCRIPTS },
    },
  });
  const outputs = (Array.isArray(result) ? result : [result]).flatMap((item) => ('output' in item ? item.output : []));
  const chunks = outputs.filter((item) => item.type === 'chunk');
  const [chunk] = chunks;
  if (chunk === undefined || chunks.length !== 1) throw new Error(`The embed is not one script but ${chunks.length}.`);
  const sheets = outputs.flatMap((item) => (item.type === 'asset' && item.fileName.endsWith('.css') ? [String(item.source)] : []));
  return { script: chunk.code, styles: sheets.join('\n') };
}
