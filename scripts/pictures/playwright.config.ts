import path from 'node:path';
import { defineConfig } from '@playwright/test';
import base from '../../playwright.config.ts';

const ROOT = path.join(import.meta.dirname, '..', '..');

/** `npm run pictures`: takes the pictures of `docs/` anew, from the page as `vite build` made it. */
export default defineConfig({
  ...base,
  testDir: import.meta.dirname,
  testMatch: 'take-pictures.ts',
  outputDir: path.join(ROOT, 'test-results'),
  retries: 0,
  // It is served from where the build is, not from here.
  webServer: [base.webServer ?? []].flat().map((server) => ({ ...server, cwd: ROOT })),
});
