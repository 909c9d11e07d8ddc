/** Builds a page of its own around the Python runner: what tests and benchmarks of it drive. No part of the app. */
import path from 'node:path';
import { build } from 'vite';
import { pythonAssets, scriptBundles } from './vite-python.ts';

const ROOT = path.resolve(import.meta.dirname, '..');

/** @param page path of the HTML file from the repository's root; it keeps that path. @param folder where to. */
export async function buildHarness(page: string, folder: string): Promise<void> {
  await build({
    root: ROOT,
    configFile: false,
    base: './',
    logLevel: 'error',
    publicDir: false,
    plugins: [scriptBundles(), pythonAssets()],
    build: { target: 'es2023', outDir: folder, emptyOutDir: true, rolldownOptions: { input: path.join(ROOT, page) } },
  });
}
