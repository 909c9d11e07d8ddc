/** What `npm run examples` recorded of each example; written by it. */
export const RECORDED_MODEL = { name: 'tiny', digest: '' } as const;

/** Line steps of the trace; steps that the model predicted from true states, and how many of them wholly right. */
export const RECORDED: Readonly<Record<string, { readonly steps: number; readonly predicted: number; readonly right: number }>> = {
};
