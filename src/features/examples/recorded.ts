/** What `npm run examples` recorded of each example; written by it. */
export const RECORDED_MODEL = { name: 'tiny', digest: '872548bbec08ccb80cfb7a96b309a74a767a486e95a20c8ebe9306a5a798ac59' } as const;

/** Line steps of the trace; steps that the model predicted from true states, and how many of them wholly right. */
export const RECORDED: Readonly<Record<string, { readonly steps: number; readonly predicted: number; readonly right: number }>> = {
  swap: { steps: 8, predicted: 7, right: 5 },
  branches: { steps: 8, predicted: 7, right: 6 },
  counting: { steps: 13, predicted: 12, right: 10 },
  loops: { steps: 37, predicted: 36, right: 32 },
  strings: { steps: 33, predicted: 32, right: 19 },
  lists: { steps: 23, predicted: 22, right: 17 },
  slices: { steps: 10, predicted: 9, right: 5 },
  dictionaries: { steps: 28, predicted: 27, right: 16 },
  sets: { steps: 15, predicted: 14, right: 5 },
  pairs: { steps: 13, predicted: 12, right: 12 },
  aliasing: { steps: 20, predicted: 19, right: 8 },
  defaults: { steps: 19, predicted: 18, right: 10 },
  comprehension: { steps: 21, predicted: 20, right: 18 },
  search: { steps: 13, predicted: 12, right: 7 },
  sorting: { steps: 34, predicted: 33, right: 13 },
  recursion: { steps: 33, predicted: 32, right: 17 },
  exception: { steps: 16, predicted: 15, right: 7 },
  closure: { steps: 34, predicted: 33, right: 14 },
  classes: { steps: 31, predicted: 30, right: 8 },
  generators: { steps: 31, predicted: 30, right: 8 },
};
