/** What `npm run examples` recorded of each example; written by it. */
export const RECORDED_MODEL = { name: 'tiny', digest: '793cb5add2d62d090ce9208cc7332c794fcba52499da7b43d4c243ae6883a396' } as const;

/** Line steps of the trace; steps that the model predicted from true states, and how many of them wholly right. */
export const RECORDED: Readonly<Record<string, { readonly steps: number; readonly predicted: number; readonly right: number }>> = {
  swap: { steps: 8, predicted: 7, right: 0 },
  branches: { steps: 8, predicted: 7, right: 1 },
  counting: { steps: 13, predicted: 12, right: 3 },
  loops: { steps: 37, predicted: 36, right: 8 },
  strings: { steps: 33, predicted: 32, right: 7 },
  lists: { steps: 23, predicted: 22, right: 3 },
  slices: { steps: 10, predicted: 9, right: 3 },
  dictionaries: { steps: 28, predicted: 27, right: 2 },
  sets: { steps: 15, predicted: 14, right: 1 },
  pairs: { steps: 13, predicted: 12, right: 1 },
  aliasing: { steps: 20, predicted: 19, right: 2 },
  defaults: { steps: 19, predicted: 18, right: 5 },
  comprehension: { steps: 21, predicted: 20, right: 6 },
  search: { steps: 13, predicted: 12, right: 3 },
  sorting: { steps: 34, predicted: 33, right: 1 },
  recursion: { steps: 33, predicted: 32, right: 2 },
  exception: { steps: 16, predicted: 15, right: 1 },
  closure: { steps: 34, predicted: 33, right: 2 },
  classes: { steps: 31, predicted: 30, right: 0 },
  generators: { steps: 31, predicted: 30, right: 5 },
};
