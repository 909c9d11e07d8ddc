/** Writes `licences.txt` beside the page: the licence of everything that the build ships. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Plugin } from 'vite';
import { PART_GROUPS, type LicenceName } from './compiled-parts.ts';
import { shippedPackages } from './shipped-packages.ts';

/** Shipped as files, or as a copy in the package before them, not by an import of a module. */
const BY_FILE = ['pyodide', 'onnxruntime-web', 'onnxruntime-common', 'monaco-editor', 'dompurify', 'marked'];
/** Packages that come without the text of their licence, and whose they are. */
const WITHOUT_TEXT: Readonly<Record<string, readonly [LicenceName, notice: string]>> = {
  pyodide: ['MPL-2.0', 'Copyright (C) 2019-2025 Pyodide contributors and Mozilla; its source is at https://github.com/pyodide/pyodide'],
  'onnxruntime-web': ['MIT', 'Copyright (c) Microsoft Corporation'],
  'onnxruntime-common': ['MIT', 'Copyright (c) Microsoft Corporation'],
};
/** Licences whose text is not asked for, or stands in the notice. */
const NO_TEXT: readonly LicenceName[] = ['public domain', 'CC-BY-4.0'];
const MODELS = 'Models under models/\nMIT, like Tracepad itself; trained on generated programs.\n';
const LINE = `\n${'-'.repeat(79)}\n\n`;

/** Comes after all plugins that build something: what they built is known by then. */
export function licences(): Plugin {
  let root = process.cwd();
  let folder = '';
  return {
    name: 'tracepad:licences',
    apply: 'build',
    configResolved(config) {
      root = config.root;
      folder = path.resolve(config.root, config.build.outDir);
    },
    closeBundle: {
      order: 'post',
      sequential: true,
      handler() {
        // A build that failed has made no folder.
        if (existsSync(folder)) writeFileSync(path.join(folder, 'licences.txt'), licencesText(root, shippedPackages()));
      },
    },
  };
}

/** @param packages that modules were taken from. Throws for one whose licence is not known. */
export function licencesText(root: string, packages: readonly string[]): string {
  const own = `Tracepad\n${readFileSync(path.join(root, 'LICENSE'), 'utf8')}`;
  const names = [...new Set([...BY_FILE, ...packages])].sort();
  const used = new Set<LicenceName>();
  const groups = PART_GROUPS.map(({ title, parts }) => {
    for (const { licence } of parts) used.add(licence);
    return `${title} has in it:\n\n${parts.map(({ name, licence, notice }) => `${name}: ${licence}\n${indented(notice)}\n`).join('')}`;
  });
  const packageParts = names.map((name) => {
    const known = packageLicence(root, name);
    if (known.text === null) used.add(known.licence);
    return `${known.head}\n${known.text ?? `${known.notice}\nIts licence, ${known.licence}, stands below.\n`}`;
  });
  const texts = [...used].filter((licence) => !NO_TEXT.includes(licence)).sort().map((licence) => `${licence}, as it is used above\n\n${readFileSync(path.join(root, 'scripts', 'licences', `${licence}.txt`), 'utf8')}`);
  return [own, MODELS, ...groups, ...packageParts, ...texts].join(LINE);
}

type PackageLicence =
  | { readonly head: string; readonly text: string }
  | { readonly head: string; readonly text: null; readonly licence: LicenceName; readonly notice: string };

function packageLicence(root: string, name: string): PackageLicence {
  const folder = path.join(root, 'node_modules', name);
  const { version = '', license = '' } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as { readonly version?: string; readonly license?: string };
  const head = `${name} ${version}: ${license}`;
  const files = readdirSync(folder).filter((file) => /^(licen[cs]e|copying)(\.(md|txt))?$|^third-?party-?notices?(\.txt)?$/i.test(file));
  if (files.length > 0) return { head, text: files.map((file) => ownPart(readFileSync(path.join(folder, file), 'utf8'))).join('\n') };
  const without = WITHOUT_TEXT[name];
  if (without === undefined) throw new Error(`The licence of ${name} is in none of its files: say whose it is in scripts/vite-licences.ts.`);
  return { head, text: null, licence: without[0], notice: without[1] };
}

/** Of a tool: what it bundles for its own work is not shipped. */
function ownPart(text: string): string {
  return text.split(/^# Licenses of bundled dependencies/m)[0] ?? text;
}

function indented(notice: string): string {
  return notice.split('\n').map((line) => `    ${line}`).join('\n');
}
