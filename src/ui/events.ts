/** Names of the few events on `window` by which the keys reach a control that is theirs. */
export const GO_TO_STEP_EVENT = 'tracepad:go-to-step';
export const PALETTE_EVENT = 'tracepad:palette';
export const HELP_EVENT = 'tracepad:help';
export const FOCUS_TRACE_EVENT = 'tracepad:focus-trace';
