/**
 * A whole trace as CWM writes one (`cwm-form.ts`), made elsewhere, as predictions of the trace that it is of: one run of
 * the model's own, laid along the true steps.
 */
import { fail, ok, type Result } from '../base/result.ts';
import type { PredictedToken, StepPrediction } from '../model/protocol.ts';
import { applyCwmFrame, CWM_END, CWM_FRAME_END, isAnonymousCall, parseCwmFrame } from '../scratchpad/cwm-form.ts';
import { SourceText } from '../scratchpad/text-form.ts';
import type { PrintedState } from '../trace/printed-state.ts';
import type { TokenIds } from './token-ids.ts';

/** The trace that predictions are of. */
export interface TracedProgram {
  readonly source: string;
  /** Line steps that the scratchpad counts. */
  readonly steps: number;
  readonly truthAt: (step: number) => PrintedState;
}

export type CwmTraceError =
  /** There is not one frame in it. */
  | { readonly kind: 'no-frames' }
  /** It can be read only beside the trace that it is of. */
  | { readonly kind: 'needs-trace' };

const TOKEN = /(<\|\w+\|>)/;

/** Whether a file is a trace of this form and nothing else: it begins with one of its tokens. */
export function looksLikeCwmTrace(text: string): boolean {
  return /^\s*<\|(begin_of_text|trace_context_start|frame_sep|call_sep|line_sep|return_sep|exception_sep)\|>/.test(text);
}

/**
 * The steps of a trace, from the first one after the call that is traced. The prompt may stand before it. It goes on as long
 * as its frames can be read; what it says after the true end is left out.
 */
export function readCwmTrace(text: string, program: TracedProgram | null, ids: TokenIds): Result<StepPrediction[], CwmTraceError> {
  // What stands before the first frame is the context.
  const [whole] = text.split(CWM_END);
  const pieces = (whole ?? '').split(CWM_FRAME_END).map((piece) => piece.trimStart());
  const frames = pieces.filter((piece) => piece !== '' && parseCwmFrame(piece).kind === 'frame').length === 0 ? [] : pieces.slice(pieces.findIndex((piece) => parseCwmFrame(piece).kind === 'frame')).filter((piece) => piece.trim() !== '');
  if (frames.length === 0) return fail({ kind: 'no-frames' });
  if (program === null || program.steps === 0) return fail({ kind: 'needs-trace' });
  const source = new SourceText(program.source);
  const start = program.truthAt(0);
  const steps: StepPrediction[] = [];
  let before = start;
  let anonymous = 0;
  let tokens: PredictedToken[] = [];
  for (const frame of frames.slice(firstStep(frames, start, source))) {
    const to = steps.length + 1;
    if (to >= program.steps) break;
    const own = tokensOf(frame, ids);
    const malformed = (at: number, message: string): StepPrediction => ({ from: to - 1, outcome: { kind: 'malformed', at: tokens.length + tokenAt(frame, at), message }, tokens: [...tokens, ...own], verifiedTokens: 0 });
    const parsed = parseCwmFrame(frame);
    if (parsed.kind === 'malformed') return ok([...steps, malformed(parsed.at, parsed.message)]);
    if (anonymous > 0 || isAnonymousCall(parsed.frame, before, source)) {
      anonymous += parsed.frame.event === 'call' ? 1 : parsed.frame.event === 'return' ? -1 : 0;
      tokens = [...tokens, ...own];
      continue;
    }
    const applied = applyCwmFrame(parsed.frame, source, { before, truth: program.truthAt(to) });
    if (applied.kind === 'malformed') return ok([...steps, malformed(applied.at, applied.message)]);
    steps.push({ from: to - 1, outcome: { kind: 'state', state: applied.state }, tokens: [...tokens, ...own], verifiedTokens: 0 });
    before = applied.state;
    tokens = [];
  }
  return ok(steps);
}

/** The place after the frame that begins the traced call; 0 where the trace begins after it. */
function firstStep(frames: readonly string[], start: PrintedState, source: SourceText): number {
  const line = source.line(start.frames.at(-1)?.line ?? 0).trimEnd();
  const place = frames.findIndex((frame) => {
    const parsed = parseCwmFrame(frame);
    return parsed.kind === 'frame' && parsed.frame.event === 'call' && parsed.frame.code === line;
  });
  return start.event === 'call' ? place + 1 : 0;
}

function partsOf(frame: string): string[] {
  return `${frame}${CWM_FRAME_END}`.split(TOKEN).filter((part) => part !== '');
}

/** Its own tokens, and what stands between them: how the model itself cut that is not known. */
function tokensOf(frame: string, ids: TokenIds): PredictedToken[] {
  return partsOf(frame).map((text) => ({ ...ids.choice({ text, logprob: 0 }), alternatives: [] }));
}

function tokenAt(frame: string, place: number): number {
  let end = 0;
  const index = partsOf(frame).findIndex((part) => (end += part.length) > place);
  return Math.max(0, index);
}
