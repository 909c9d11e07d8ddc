import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { ASCII_SCRIPTS } from './scripts/ascii-scripts.ts';
import { embedPage } from './scripts/vite-embed.ts';
import { licences } from './scripts/vite-licences.ts';
import { offline } from './scripts/vite-offline.ts';
import { modelList } from './scripts/vite-models.ts';
import { pythonAssets, scriptBundles } from './scripts/vite-python.ts';
import { recordPackages } from './scripts/shipped-packages.ts';
import { shellSize } from './scripts/vite-shell-size.ts';

export default defineConfig({
  // Relative, so that the built site works from any sub-path of any static host, without special headers.
  base: './',
  plugins: [react(), scriptBundles(), pythonAssets(), modelList(), embedPage(), shellSize(), offline(), recordPackages(), licences()],
  worker: { format: 'es', plugins: () => [recordPackages()], rolldownOptions: { output: ASCII_SCRIPTS } },
  optimizeDeps: {
    // They locate their .wasm files relative to themselves, which pre-bundling moves.
    exclude: ['onnxruntime-web', 'pyodide'],
  },
  build: {
    target: 'es2023',
    // Monaco is large by nature; it is a chunk of its own because the editor imports it lazily.
    chunkSizeWarningLimit: 5000,
    // Compiling the standard library takes its seconds, once.
    rolldownOptions: { checks: { bundlerTimings: false }, output: ASCII_SCRIPTS },
  },
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts'],
    exclude: ['e2e/**', 'node_modules/**'],
    // Far more than any test takes by itself: a machine that is busy with other things fails none.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Vitest leaves a core to whoever waits for it; nobody else needs it here.
    maxWorkers: '100%',
  },
});
