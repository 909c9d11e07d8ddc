import { defineConfig } from '@playwright/test';
import base from '../../playwright.config.ts';

/** `npm run pictures`: takes the pictures of `docs/` anew, from the page as `vite build` made it. */
export default defineConfig({ ...base, testDir: import.meta.dirname, testMatch: 'take-pictures.ts', outputDir: '../../test-results', retries: 0 });
