/** Modules that the build makes (`scripts/vite-python.ts`). */

declare module 'virtual:python-assets' {
  export type PythonAssetName = 'loader' | 'glue' | 'interpreter' | 'stdlib' | 'memory';
  /** CPython's version, as in `3.14.2`. */
  export const python: string;
  /** Contents of the lock file to start Pyodide with. */
  export const lock: string;
  /** `path` is relative to the document's base; `bytes` is the length of the gzipped file. */
  export const files: Readonly<Record<PythonAssetName, { readonly path: string; readonly bytes: number }>>;
}

declare module '*?bundle' {
  /** The module and all that it imports as one classic script. */
  const script: string;
  export default script;
}
