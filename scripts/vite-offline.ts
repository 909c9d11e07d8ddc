/** The service worker (`src/service-worker.ts`) and the manifest of the installed page. */
import { VitePWA } from 'vite-plugin-pwa';
import type { PluginOption } from 'vite';
import { recordPackages } from './shipped-packages.ts';

/** The interpreter's memory is the largest file of those that are fetched ahead. */
const LARGEST_AHEAD = 16 * 1024 * 1024;

export function offline(): PluginOption {
  return VitePWA({
    // A new version waits until the person takes it: no open page loses the files that it was made of.
    registerType: 'prompt',
    injectRegister: false,
    strategies: 'injectManifest',
    srcDir: 'src',
    filename: 'service-worker.ts',
    manifestFilename: 'tracepad.webmanifest',
    manifest: {
      name: 'Tracepad',
      short_name: 'Tracepad',
      description: 'What a Python program does, beside what a model believes that it does',
      start_url: './',
      scope: './',
      display: 'standalone',
      background_color: '#f7f6f3',
      theme_color: '#2a52c4',
      icons: [{ src: 'favicon.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' }],
    },
    injectManifest: {
      rollupFormat: 'iife',
      buildPlugins: { vite: [recordPackages()] },
      // Ahead: the page, Python, the examples and the templates. The model that a person chose is kept by its download (`piece-store.ts`),
      // and its runtime by what loads it: each once, and only after its size was told.
      globPatterns: ['*.{html,svg,webmanifest}', 'assets/*.{js,mjs,css,ttf}', 'python/**/*.bin', 'examples/*', 'templates/*'],
      maximumFileSizeToCacheInBytes: LARGEST_AHEAD,
    },
  });
}
