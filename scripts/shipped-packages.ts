/** Which packages the builds put into what is shipped: the page, its workers, the embed, the sandbox's scripts, the service worker. */
import type { Plugin } from 'vite';

const shipped = new Set<string>();

/** Has to be a plugin of every build that makes something of what is shipped. */
export function recordPackages(): Plugin {
  return {
    name: 'tracepad:record-packages',
    apply: 'build',
    generateBundle(_, bundle) {
      for (const output of Object.values(bundle)) {
        if (output.type !== 'chunk') continue;
        for (const id of output.moduleIds) {
          const name = packageOf(id);
          if (name !== null) shipped.add(name);
        }
      }
    },
  };
}

/** Those recorded so far, in order. */
export function shippedPackages(): readonly string[] {
  return [...shipped].sort();
}

/** The package that a module is of; null for one of this project. Modules that tools make up are theirs. */
export function packageOf(id: string): string | null {
  const plain = id.replaceAll('\\', '/');
  const inside = /.*\/node_modules\/((?:@[^/]+\/)?[^/?]+)/.exec(plain)?.[1];
  if (inside !== undefined) return inside;
  if (plain.includes('virtual:pwa-register')) return 'vite-plugin-pwa';
  return /^\0?(vite|rolldown)\//.exec(plain)?.[1] ?? null;
}
