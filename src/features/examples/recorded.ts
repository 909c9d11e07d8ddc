/** What `npm run examples` recorded of each example; written by it. */
export const RECORDED_MODEL = { name: 'tiny', digest: '741c740311dbe7e9ec6e872ca0ae2eabcf9c0ae5ccc7c43ffbfedcebbadd615a' } as const;

/** Line steps of the trace; steps that the model predicted from true states, and how many of them wholly right. */
export const RECORDED: Readonly<Record<string, { readonly steps: number; readonly predicted: number; readonly right: number }>> = {
  swap: { steps: 8, predicted: 7, right: 7 },
  branches: { steps: 8, predicted: 7, right: 7 },
  counting: { steps: 13, predicted: 12, right: 12 },
  loops: { steps: 37, predicted: 36, right: 36 },
  strings: { steps: 33, predicted: 32, right: 23 },
  lists: { steps: 23, predicted: 22, right: 22 },
  slices: { steps: 10, predicted: 9, right: 7 },
  dictionaries: { steps: 28, predicted: 27, right: 24 },
  sets: { steps: 15, predicted: 14, right: 12 },
  pairs: { steps: 13, predicted: 12, right: 11 },
  aliasing: { steps: 20, predicted: 19, right: 12 },
  defaults: { steps: 19, predicted: 18, right: 15 },
  comprehension: { steps: 21, predicted: 20, right: 18 },
  search: { steps: 13, predicted: 12, right: 12 },
  sorting: { steps: 34, predicted: 33, right: 25 },
  recursion: { steps: 33, predicted: 32, right: 23 },
  exception: { steps: 16, predicted: 15, right: 11 },
  closure: { steps: 34, predicted: 33, right: 21 },
  classes: { steps: 31, predicted: 30, right: 14 },
  generators: { steps: 31, predicted: 30, right: 17 },
};
