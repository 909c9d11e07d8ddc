/** The list of licences: that it names what the binaries hold, and that no package goes out without its text. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { PART_GROUPS } from './compiled-parts.ts';
import { packageOf } from './shipped-packages.ts';
import { licencesText } from './vite-licences.ts';

const ROOT = path.resolve(import.meta.dirname, '..');

/** Libraries that builds of these binaries have had or could have: whichever is in one has to be in the list. */
const LIBRARIES: Readonly<Record<string, string>> = {
  OpenSSL: 'OPENSSL_init', FreeType: 'FT_Init_FreeType', libpng: 'png_create_read', 'libjpeg': 'jpeg_start_decompress', GMP: '__gmpz_init', OpenBLAS: 'openblas_',
  'readline': 'rl_readline', ncurses: 'initscr', SQLite: 'SQLite format 3', Zstandard: 'ZSTD_', Expat: 'expat_', libmpdec: 'libmpdec', 'HACL*': 'Hacl_', zlib: 'Jean-loup Gailly',
  bzip2: 'BZ2_bz', libffi: 'ffi_closure_alloc', hiwire: 'hiwire_', Dawn: 'Dawn', 'JSON for Modern C++': 'nlohmann', OpenMP: '__kmpc_fork', TensorFlow: 'tensorflow::', cpuinfo: 'cpuinfo_initialize',
};

describe('licences', () => {
  it.each(PART_GROUPS.map((group) => [group.title, group] as const))('of %s are those of what is in it', (_, { binaries, parts }) => {
    for (const binary of binaries) {
      const content = readFileSync(path.join(ROOT, 'node_modules', binary));
      for (const { name, mark } of parts) if (mark !== null) expect(content.includes(mark), `${name} is in ${binary}`).toBe(true);
      const listed = PART_GROUPS.filter((group) => group.binaries.includes(binary)).flatMap((group) => group.parts.map((part) => part.name));
      for (const [library, mark] of Object.entries(LIBRARIES)) if (content.includes(mark)) expect(listed, `${library} is in ${binary}`).toContain(library);
    }
  });

  it('are taken from the package of each module, nested and scoped, and of modules that tools make up', () => {
    expect(packageOf('/home/a/node_modules/workbox-expiration/node_modules/idb/build/index.js?v=1')).toBe('idb');
    expect(packageOf('C:\\a\\node_modules\\@base-ui\\react\\index.js')).toBe('@base-ui/react');
    expect(packageOf('\0vite/preload-helper.js')).toBe('vite');
    expect(packageOf('\0rolldown/runtime.js')).toBe('rolldown');
    expect(packageOf('/@vite-plugin-pwa/virtual:pwa-register')).toBe('vite-plugin-pwa');
    expect(packageOf('\0virtual:models')).toBeNull();
    expect(packageOf('/home/a/src/main.tsx')).toBeNull();
  });

  it('stand in the list in full', () => {
    const text = licencesText(ROOT, ['react', 'idb', 'onnxruntime-common']);
    for (const name of ['Tracepad', 'react ', 'idb ', 'onnxruntime-common ', 'pyodide ', 'monaco-editor ', 'markedjs NOTICES']) expect(text).toContain(name);
    for (const body of ['Mozilla Public License Version 2.0', 'Apache License', 'PYTHON SOFTWARE FOUNDATION LICENSE VERSION 2', 'Jake Archibald', 'creativecommons.org/licenses/by/4.0']) expect(text.toLowerCase()).toContain(body.toLowerCase());
  });

  it('are missed where a package has none', () => {
    expect(() => licencesText(ROOT, ['guid-typescript'])).toThrow(/licence of guid-typescript/);
  });
});
