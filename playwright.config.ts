import { existsSync } from 'node:fs';
import { defineConfig, devices } from '@playwright/test';

/** Debian's Chromium where it is installed, else the one that Playwright fetched. */
const SYSTEM_CHROMIUM = '/usr/bin/chromium';
/** Two runs on one machine need two ports. */
const PORT = Number(process.env['TRACEPAD_E2E_PORT'] ?? 41_737);

/** Runs against `dist/` as `vite build` made it: what is tested is what ships. */
export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  // What is compared is the same on every system.
  snapshotPathTemplate: '{testDir}/{testFileName}-snapshots/{arg}{ext}',
  // One browser with an interpreter and a model in it takes all of a small machine.
  workers: 1,
  fullyParallel: false,
  // Far more than any test takes by itself: a machine that is busy with other things fails none.
  timeout: 300_000,
  // A second try tells a machine that stumbled from a fault of ours; what passed only then is named in the list as flaky.
  retries: 1,
  expect: { timeout: 30_000 },
  reporter: 'list',
  use: {
    ...devices['Desktop Chrome'],
    baseURL: `http://127.0.0.1:${PORT}/`,
    trace: 'retain-on-failure',
    // A page that is gone answers no click: this ends the wait before the test's own time does.
    actionTimeout: 90_000,
    // Requests that a service worker answers can't be watched or changed by a test; the test of it allows it.
    serviceWorkers: 'block',
    launchOptions: {
      ...(existsSync(SYSTEM_CHROMIUM) ? { executablePath: SYSTEM_CHROMIUM } : {}),
      args: [
        '--no-sandbox',
        '--enable-unsafe-webgpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  webServer: {
    command: `npx vite preview --host 127.0.0.1 --port ${PORT} --strictPort`,
    url: `http://127.0.0.1:${PORT}/`,
    reuseExistingServer: false,
    timeout: 30_000,
  },
});
