/** What `npm run examples` recorded of each example; written by it. */
export const RECORDED_MODEL = { name: 'tiny', digest: 'd1071423a957ab4b05386f69f4326148010a1dcf53cb757f5d5e897de50f4504' } as const;

/** Line steps of the trace; steps that the model predicted from true states, and how many of them wholly right. */
export const RECORDED: Readonly<Record<string, { readonly steps: number; readonly predicted: number; readonly right: number }>> = {
  swap: { steps: 8, predicted: 7, right: 2 },
  branches: { steps: 8, predicted: 7, right: 2 },
  counting: { steps: 13, predicted: 12, right: 3 },
  loops: { steps: 37, predicted: 36, right: 23 },
  strings: { steps: 33, predicted: 32, right: 13 },
  lists: { steps: 23, predicted: 22, right: 6 },
  slices: { steps: 10, predicted: 9, right: 4 },
  dictionaries: { steps: 28, predicted: 27, right: 6 },
  sets: { steps: 15, predicted: 14, right: 2 },
  pairs: { steps: 13, predicted: 12, right: 2 },
  aliasing: { steps: 20, predicted: 19, right: 4 },
  defaults: { steps: 19, predicted: 18, right: 6 },
  comprehension: { steps: 21, predicted: 20, right: 11 },
  search: { steps: 13, predicted: 12, right: 5 },
  sorting: { steps: 34, predicted: 33, right: 9 },
  recursion: { steps: 33, predicted: 32, right: 9 },
  exception: { steps: 16, predicted: 15, right: 3 },
  closure: { steps: 34, predicted: 33, right: 7 },
  classes: { steps: 31, predicted: 30, right: 7 },
  generators: { steps: 31, predicted: 30, right: 5 },
};
