/** Small traces and fake clients for the tests of this folder. */
import { TraceScript } from '../../trace/testing/trace-from-script.ts';
import type { Trace } from '../../trace/trace.ts';
import type { TraceChunk, TraceEnd, TraceHeader } from '../../trace/wire.ts';
import type { ModelInfo, ModelRunner, RunEnd, StepPrediction, TeacherForcedRequest } from '../../model/protocol.ts';
import type { PythonRunner, RunRequest } from '../../python/protocol.ts';
import type { PrintedState } from '../../trace/printed-state.ts';

export const SOURCE = 'def f(n):\n    x = n\n    x = x + 1\n    return x\n';

export const FINISHED: TraceEnd = { reason: 'finished', value: '4' };

/** `f(3)`: call, line 2, line 3, line 4, return; instructions in between. */
function smallScript(): TraceScript {
  const script = new TraceScript({ codes: { f: { locals: ['n', 'x'] } }, source: SOURCE, call: 'f(3)' });
  script.at('f', 1, { call: true, locals: { n: 3 } });
  script.at('f', 2, { line: true });
  script.at('f', 2, { stack: [3] });
  script.at('f', 3, { line: true, locals: { x: 3 } });
  script.at('f', 3, { stack: [3, 1] });
  script.at('f', 4, { line: true, locals: { x: 4 } });
  script.at('f', 4, { return: true, stack: [4] });
  return script;
}

export function smallTrace(): Trace {
  return smallScript().trace(FINISHED);
}

export function smallRun(): { readonly header: TraceHeader; readonly chunk: TraceChunk } {
  const script = smallScript();
  return { header: script.header, chunk: script.cut() };
}

/** A runner that gives the small trace, whatever the program. */
export function fakePython(change: Partial<PythonRunner> = {}): PythonRunner & { readonly requests: RunRequest[] } {
  const requests: RunRequest[] = [];
  return {
    requests,
    ready: Promise.resolve(),
    run: (request, events) => {
      requests.push(request);
      const { header, chunk } = smallRun();
      events.header(header);
      events.chunk(chunk);
      events.end(FINISHED);
      return Promise.resolve();
    },
    stop: () => undefined,
    dispose: () => undefined,
    ...change,
  };
}

export const MODEL_INFO: ModelInfo = {
  name: 'fake',
  digest: '00',
  parameters: 1,
  contextLength: 512,
  grammarVersion: 2,
  tokenizerSha256: 'cd',
  tasks: [{ strategy: 'dynamic', granularity: 'line' }],
  provider: 'wasm',
  rung: 'wasm', refusals: [], providerNote: null,
  selfTestDifference: 0,
  loadMilliseconds: 1,
};

/** One of another make, that is asked for histories. */
export const OTHER_INFO: ModelInfo = { ...MODEL_INFO, name: 'other', digest: '11', grammarVersion: null, template: 'Frames', tasks: [{ strategy: 'compact-step-in', granularity: 'line' }] };

/** A prediction that what follows step `from` is `state`. */
export function predictionOf(from: number, state: PrintedState): StepPrediction {
  const token = { id: 400, text: 'a', logProbability: Math.log(0.5), alternatives: [] };
  return { from, outcome: { kind: 'state', state }, tokens: [token, { ...token, logProbability: Math.log(0.125) }], verifiedTokens: 1 };
}

/** A model that knows the truth; `wrong` may change what it says. */
export function fakeModel(wrong: (prediction: StepPrediction) => StepPrediction = (prediction) => prediction): ModelRunner & { readonly asked: TeacherForcedRequest[] } {
  const asked: TeacherForcedRequest[] = [];
  let request = 0;
  const cancelled: RunEnd = { ok: false, error: { failure: 'cancelled', message: '' } };
  return {
    asked,
    load: () => Promise.resolve({ ok: true, value: MODEL_INFO }),
    loadOther: () => Promise.resolve({ ok: true, value: OTHER_INFO }),
    teacherForced: async (teacherForced, onStep) => {
      asked.push(teacherForced);
      request += 1;
      const own = request;
      for (const { from, truth } of teacherForced.steps) {
        await Promise.resolve();
        if (own !== request) return cancelled;
        if (truth !== null) onStep(wrong(predictionOf(from, truth)));
      }
      return { ok: true, value: undefined };
    },
    freeRunning: async ({ from, truth }, onStep) => {
      request += 1;
      const own = request;
      for (const [ahead, state] of truth.entries()) {
        await Promise.resolve();
        if (own !== request) return cancelled;
        onStep(wrong(predictionOf(from + ahead, state)));
      }
      return { ok: true, value: undefined };
    },
    cancel: () => {
      request += 1;
      return Promise.resolve();
    },
    cancelLoad: () => Promise.resolve(),
    forget: () => Promise.resolve(),
    forgetOther: () => Promise.resolve(),
    dispose: () => Promise.resolve(),
  };
}
