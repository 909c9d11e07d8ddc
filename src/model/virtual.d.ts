/** The module that the build makes (`scripts/vite-models.ts`). */
declare module 'virtual:models' {
  /** The models that are served with the page, the smallest first. `manifestUrl` is relative to the document's base. */
  export const models: readonly { readonly id: string; readonly name: string; readonly parameters: number; readonly bytes: number; readonly manifestUrl: string }[];
}
