/** A recording with every kind of outcome, for the tests of this folder. */
import type { StepPrediction } from '../../model/protocol.ts';
import { scratchpadStates } from '../../scratchpad/trace-steps.ts';
import { lineSteps } from '../../trace/line-steps.ts';
import { TraceScript } from '../../trace/testing/trace-from-script.ts';
import type { Trace } from '../../trace/trace.ts';
import type { Recording } from '../recording.ts';

/** `f(3)`: call, line 2, line 3, line 4, return; an instruction in between. */
export function smallTrace(): Trace {
  const script = new TraceScript({ codes: { f: { locals: ['n', 'x'] } }, source: 'def f(n):\n    x = n\n    x = x + 1\n    return x\n', call: 'f(3)' });
  script.at('f', 1, { call: true, locals: { n: 3 } });
  script.at('f', 2, { line: true });
  script.at('f', 2, { stack: [3] });
  script.at('f', 3, { line: true, locals: { x: 3 } });
  script.at('f', 4, { line: true, locals: { x: 4 } });
  script.at('f', 4, { return: true, stack: [4] });
  return script.trace({ reason: 'finished', value: '4' });
}

export function smallRecording(): Recording {
  const trace = smallTrace();
  const states = scratchpadStates(lineSteps(trace));
  const tokens = [
    { id: 400, text: 'a', logProbability: -0.002, alternatives: [] },
    { id: 401, text: 'b', logProbability: -0.7, alternatives: [{ id: 401, text: 'b', logProbability: -0.7 }, { id: 402, text: 'c', logProbability: -1.5 }] },
  ];
  const steps: StepPrediction[] = states.slice(1).map((state, from) => ({ from, outcome: { kind: 'state', state }, tokens, verifiedTokens: 2 }));
  steps[1] = { from: 1, outcome: { kind: 'malformed', at: 1, message: 'no value' }, tokens, verifiedTokens: 0 };
  steps[2] = { from: 2, outcome: { kind: 'not-predictable', why: { reason: 'context-too-small', tokens: 600, limit: 512 } }, tokens: [], verifiedTokens: 0 };
  return {
    trace,
    stdin: 'one\ntwo',
    predictions: [{ model: 'small', digest: 'ab'.repeat(32), provider: 'wasm', strategy: 'dynamic', granularity: 'line', jump: 1, dtype: null, grammarVersion: 2, tokenizerSha256: null, mode: 'teacher-forced', sampling: null, steps }],
    notes: [{ granularity: 'line', step: 2, text: 'x is set here' }],
    place: { granularity: 'line', step: 1 },
  };
}
