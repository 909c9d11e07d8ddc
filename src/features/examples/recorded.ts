/** What `npm run examples` recorded of each example; written by it. */
export const RECORDED_MODEL = { name: 'tiny', digest: '5d5bfc825e19c931fece715ba43b4af924179672ee87e81f610b382529695833' } as const;

/** Line steps of the trace; steps that the model predicted from true states, and how many of them wholly right. */
export const RECORDED: Readonly<Record<string, { readonly steps: number; readonly predicted: number; readonly right: number }>> = {
  swap: { steps: 8, predicted: 7, right: 3 },
  branches: { steps: 8, predicted: 7, right: 3 },
  counting: { steps: 13, predicted: 12, right: 7 },
  loops: { steps: 37, predicted: 36, right: 20 },
  strings: { steps: 33, predicted: 32, right: 20 },
  lists: { steps: 23, predicted: 22, right: 15 },
  slices: { steps: 10, predicted: 9, right: 4 },
  dictionaries: { steps: 28, predicted: 27, right: 11 },
  sets: { steps: 15, predicted: 14, right: 2 },
  pairs: { steps: 13, predicted: 12, right: 7 },
  aliasing: { steps: 20, predicted: 19, right: 8 },
  defaults: { steps: 19, predicted: 18, right: 11 },
  comprehension: { steps: 21, predicted: 20, right: 15 },
  search: { steps: 13, predicted: 12, right: 5 },
  sorting: { steps: 34, predicted: 33, right: 13 },
  recursion: { steps: 33, predicted: 32, right: 13 },
  exception: { steps: 16, predicted: 15, right: 7 },
  closure: { steps: 34, predicted: 33, right: 9 },
  classes: { steps: 31, predicted: 30, right: 10 },
  generators: { steps: 31, predicted: 30, right: 13 },
};
