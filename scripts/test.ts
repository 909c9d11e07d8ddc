/**
 * `npm test`: everything that is checked, in one word. Installs what it needs beyond npm and says so: a Python virtual
 * environment in `.venv` for `training/`, and Chromium. The last line counts all tests: "N passed, N failed".
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import path from 'node:path';

interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

const root = path.resolve(import.meta.dirname, '..');
const reports = mkdtempSync(path.join(tmpdir(), 'tracepad-test-'));

function run(command: string, args: readonly string[], environment: Record<string, string> = {}): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...environment } });
    child.on('error', (error) => {
      console.error(String(error));
      resolve(127);
    });
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

async function must(what: string, command: string, args: readonly string[]): Promise<void> {
  console.log(`\n== ${what}`);
  if ((await run(command, args)) !== 0) throw new Error(`${what} failed: ${command} ${args.join(' ')}`);
}

/** Parses a runner's report; a runner that died before it wrote one counts as one failure. */
function counts(file: string, read: (report: never) => Counts): Counts {
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0 };
  return read(JSON.parse(readFileSync(file, 'utf8')) as never);
}

/** A check that has no tests of its own (types, lint) counts as one. */
async function check(what: string, command: string, args: readonly string[]): Promise<Counts> {
  console.log(`\n== ${what}`);
  const code = await run(command, args);
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 };
}

async function typesAndLint(): Promise<Counts> {
  const types = await check('types', 'npx', ['tsc', '-b']);
  return sum([types, await check('lint', 'npx', ['eslint', '.', '--max-warnings=0'])]);
}

async function unitTests(): Promise<Counts> {
  console.log('\n== unit tests');
  const file = path.join(reports, 'vitest.json');
  const code = await run('npx', ['vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`]);
  const result = counts(file, (r: { numPassedTests: number; numFailedTests: number; numPendingTests: number }) => ({
    passed: r.numPassedTests,
    failed: r.numFailedTests,
    skipped: r.numPendingTests,
  }));
  return failUnlessCounted(code, result);
}

/** A runner that ended badly without a failed test (an unhandled error, a suite that did not load) is a failure. */
function failUnlessCounted(code: number, result: Counts): Counts {
  return code !== 0 && result.failed === 0 ? { ...result, failed: 1 } : result;
}

async function pythonEnvironment(): Promise<string> {
  const python = path.join(root, '.venv', 'bin', 'python');
  const requirements = path.join(root, 'training', 'requirements.txt');
  const stamp = path.join(root, '.venv', '.requirements');
  const wanted = createHash('sha256').update(readFileSync(requirements)).digest('hex');
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) {
    console.log('\nInstalling the Python packages of training/requirements.txt into .venv (once).');
    const venv = await run('python3', ['-m', 'venv', '.venv']);
    if (venv !== 0) {
      console.log('python3 has no venv module; installing it (Debian package python3-venv).');
      await must('python3-venv', 'apt-get', ['install', '-y', '-qq', 'python3-venv']);
      await must('virtual environment', 'python3', ['-m', 'venv', '.venv']);
    }
    await must('Python packages', python, ['-m', 'pip', 'install', '-q', '-r', requirements]);
    writeFileSync(stamp, wanted);
  }
  return python;
}

async function pythonTests(): Promise<Counts> {
  const python = await pythonEnvironment();
  console.log('\n== Python: lint and tests of training/');
  const lint = await check('ruff', python, ['-m', 'ruff', 'check', 'training']);
  const format = await check('ruff format', python, ['-m', 'ruff', 'format', '--check', 'training']);
  const file = path.join(reports, 'pytest.xml');
  const code = await run(python, ['-m', 'pytest', '-q', '-p', 'no:cacheprovider', 'training/tests', `--junitxml=${file}`]);
  let tests: Counts = { passed: 0, failed: 1, skipped: 0 };
  const head = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const attribute = (name: string): number => Number(new RegExp(`<testsuite [^>]*\\b${name}="(\\d+)"`).exec(head)?.[1] ?? Number.NaN);
  if (!Number.isNaN(attribute('tests'))) {
    const failed = attribute('failures') + attribute('errors');
    const skipped = attribute('skipped');
    tests = { passed: attribute('tests') - failed - skipped, failed, skipped };
  }
  return sum([lint, format, failUnlessCounted(code, tests)]);
}

/** Debian's Chromium where it is or can be installed, else the one that Playwright fetches. */
async function ensureChromium(): Promise<void> {
  if (existsSync('/usr/bin/chromium')) return;
  console.log('\nInstalling Chromium for the end-to-end tests.');
  const quiet = { DEBIAN_FRONTEND: 'noninteractive' };
  const debian = existsSync('/usr/bin/apt-get') && process.getuid?.() === 0;
  if (debian && (await run('apt-get', ['update', '-qq'], quiet)) === 0) {
    if ((await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], quiet)) === 0) return;
  }
  await must("Playwright's Chromium", 'npx', ['playwright', 'install', '--with-deps', 'chromium']);
}

async function endToEndTests(): Promise<Counts> {
  await ensureChromium();
  const build = await check('build', 'npx', ['vite', 'build', '--logLevel', 'warn']);
  if (build.failed > 0) return build;
  console.log('\n== end-to-end tests');
  const file = path.join(reports, 'playwright.json');
  const code = await run('npx', ['playwright', 'test', '--reporter=list,json'], { PLAYWRIGHT_JSON_OUTPUT_NAME: file });
  const tests = counts(file, (r: { stats: { expected: number; unexpected: number; flaky: number; skipped: number } }) => ({
    // What passed at the second try only counts as passed; the list above names it as flaky.
    passed: r.stats.expected + r.stats.flaky,
    failed: r.stats.unexpected,
    skipped: r.stats.skipped,
  }));
  return sum([build, failUnlessCounted(code, tests)]);
}

function sum(parts: readonly Counts[]): Counts {
  return parts.reduce((a, b) => ({ passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped }));
}

async function main(): Promise<void> {
  // Each of these keeps one core busy.
  const [python, lint] = await Promise.all([pythonTests(), typesAndLint()]);
  const total = sum([python, lint, await unitTests(), await endToEndTests()]);
  rmSync(reports, { recursive: true });
  const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
  console.log(`\n${total.passed} passed, ${total.failed} failed${skipped}`);
  process.exitCode = total.failed > 0 ? 1 : 0;
}

await main();
