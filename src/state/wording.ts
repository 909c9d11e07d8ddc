/** Words for what depends on a value: why a trace ended, what a step does, what went wrong. Plain, and without blame. */
import { assertNever } from '../base/assert.ts';
import { isTrainedFor, type ModelError, type ModelFailure, type ModelInfo, type PredictionTask } from '../model/protocol.ts';
import type { NotPredictable } from '../scratchpad/step.ts';
import type { Verdict } from '../trace/diff.ts';
import type { Fold } from '../trace/folds.ts';
import type { LoopPlace } from '../trace/loops.ts';
import type { TraceEnd } from '../trace/wire.ts';
import type { FileError } from './files.ts';
import type { PredictionRecord } from '../recording/prediction-record.ts';
import type { RecordedFrom, Rerun } from './recorded.ts';
import type { RunFailure, RunState } from './run-store.ts';
import { TEXTS } from './texts.ts';
import type { TokenMiss } from './token-miss.ts';
import type { WrongPlace } from './wrong-places.ts';
import type { StepPlace } from './trace-selectors.ts';
import type { FieldFault, FieldProblem, LinkError, UrlField } from './url-state.ts';

export function count(n: number, one: string, many = `${one}s`): string {
  return `${n.toLocaleString('en')} ${n === 1 ? one : many}`;
}

export function megabytes(bytes: number): string {
  const size = bytes / 1_000_000;
  return `${size < 10 ? size.toFixed(1) : Math.round(size).toLocaleString('en')} MB`;
}

/** Why the trace ended, as a sentence. `hasSteps`: there is a trace to look at. */
export function endText(end: TraceEnd, hasSteps = true): string {
  const kept = hasSteps ? 'The steps so far are all here.' : 'No step was recorded by then.';
  switch (end.reason) {
    case 'finished':
      return end.value === null ? 'The program ran to its end.' : `The call returned ${end.value}.`;
    case 'exception': {
      const what = end.message === '' ? end.type : `${end.type}: ${end.message}`;
      const ended = end.line === null ? `It ended with ${what}.` : `It ended with ${what} (line ${end.line}).`;
      return end.type === 'ModuleNotFoundError' ? `${ended} Only Python's standard library can be imported here, apart from what opens windows.` : ended;
    }
    case 'syntax-error': {
      const where = end.where === 'call' ? 'in the call' : end.line === null ? 'in the program' : `on line ${end.line}`;
      return `Not valid Python ${where}: ${end.message}`;
    }
    case 'step-limit':
      return `Stopped after ${count(end.limit, 'recorded instruction')}, the most that are kept. ${kept}`;
    case 'time-limit':
      return `Stopped after ${count(end.seconds, 'second')}, the longest that a program may run. ${kept}`;
    case 'memory-limit':
      return end.what === 'interpreter'
        ? `The program needed more than ${megabytes(end.bytes)} of memory. ${kept}`
        : `The trace grew past ${megabytes(end.bytes)}. ${kept}`;
    case 'interpreter-died':
      return `Python itself broke down (${end.message}). ${kept} The next run starts a new Python.`;
    case 'stopped':
      return `Stopped. ${kept}`;
    case 'exited':
      return `It exited with code ${end.code}${end.line === null ? '' : ` (line ${end.line})`}.`;
    case 'input-needed':
      return 'It waits for a line of input: write it under Output.';
    default:
      return assertNever(end);
  }
}

/** Whether the end is what one would hope for. */
export function endTone(end: TraceEnd): 'good' | 'bad' | 'cut' {
  if (end.reason === 'finished' || (end.reason === 'exited' && end.code === 0)) return 'good';
  if (end.reason === 'exited') return 'bad';
  return end.reason === 'exception' || end.reason === 'syntax-error' || end.reason === 'interpreter-died' ? 'bad' : 'cut';
}

const RUN_FAILURES: Record<RunFailure, string> = {
  'assets-missing': 'Python could not be loaded: a file of the app is missing or the network is gone. Nothing can be run until it is back; everything else works.',
  'offset-mismatch': "This Python's memory is not laid out as the tracer expects, so it refuses rather than show a wrong trace.",
  'sandbox-failed': 'The browser did not allow the sandbox in which programs run.',
  'interpreter-failed': 'Python did not start.',
  'runner-lost': 'The connection to Python was lost. Run again to start a new one.',
  'malformed-trace': 'What came back was not a sound trace, so it is not shown. A program that tampers with its interpreter can cause this.',
};

export function runFailureText(run: Extract<RunState, { kind: 'failed' }>): string {
  return run.message === '' ? RUN_FAILURES[run.failure] : `${RUN_FAILURES[run.failure]} (${run.message})`;
}

/** What a step is, in words: "line 4 runs next in collatz". `instruction` is the one that runs next, at instruction granularity. */
export function stepText(place: StepPlace, value: string | null, instruction: string | null = null): string {
  const where = place.functionName === '<module>' ? 'the module' : place.functionName;
  switch (place.event) {
    case 'call':
      return `${where} begins (line ${place.line})`;
    case 'line':
      return `line ${place.line} runs next in ${where}`;
    case 'return':
      return `${where} ${place.yields ? 'yields' : 'returns'}${value === null ? '' : ` ${value}`} (line ${place.line})`;
    case 'exception':
      return `${value ?? 'an exception'} is raised in ${where} (line ${place.line})`;
    case 'instruction':
      return instruction === null ? `line ${place.line} goes on in ${where}` : `${instruction} runs next in ${where} (line ${place.line})`;
    default:
      return assertNever(place.event);
  }
}

const MODEL_FAILURES: Record<ModelFailure, string> = {
  'manifest-missing': 'There is no model here: its manifest could not be loaded.',
  'manifest-invalid': 'The model is not used: its manifest is damaged.',
  'version-mismatch': 'The model is not used: it was made for another version of Tracepad.',
  'file-missing': 'The model is not used: one of its files could not be loaded.',
  'file-damaged': 'The model is not used: one of its files is damaged (its checksum is wrong).',
  'tokenizer-mismatch': 'The model is not used: it was trained with another set of tokens.',
  'layout-invalid': 'The model is not used: its files are not laid out as they have to be.',
  'tensor-missing': 'The model is not used: its graph has no tensor of a name that is needed.',
  'template-invalid': 'The model is not used: the template that it would be prompted by does not fit.',
  'self-test-failed': 'The model is not used: on this machine it computes other numbers than it should.',
  'no-provider': 'The model is not used: there is nothing on this machine that it could run on.',
  'runtime-failed': 'The model stopped: its runtime failed.',
  cancelled: 'Loading the model was cancelled.',
};

/** What went wrong with the model and that the rest goes on. */
export function modelErrorText(error: ModelError): string {
  return `${MODEL_FAILURES[error.failure]} Tracing works without it.`;
}

/** Where it runs, as a sentence. */
export function placeText({ rung }: ModelInfo): string {
  switch (rung) {
    case 'webgpu-f16':
      return 'Runs on WebGPU in half precision.';
    case 'webgpu-f32':
      return 'Runs on WebGPU.';
    case 'wasm-threads':
      return 'Runs on WASM with threads.';
    case 'wasm':
      return 'Runs on WASM.';
    default:
      return assertNever(rung);
  }
}

export function providerName(provider: ModelInfo['provider']): string {
  return provider === 'webgpu' ? TEXTS.model.webgpu : TEXTS.model.wasm;
}

/** Places that ought to have done and did not: they computed wrongly, broke, or went away. */
export function seriousRefusals({ refusals }: ModelInfo): ModelInfo['refusals'] {
  return refusals.filter(({ reason }) => reason !== 'not-available');
}

export function modelNote(info: ModelInfo): string {
  const size = `${info.template === undefined ? '' : `${TEXTS.otherModel.about} `}${(info.parameters / 1e6).toFixed(1)}M parameters, context of ${info.contextLength.toLocaleString('en')} tokens`;
  const test = `self-test difference ${info.selfTestDifference.toExponential(1)}`;
  return `${info.name}: ${size}, loaded in ${(info.loadMilliseconds / 1000).toFixed(1)} s, ${test}.`;
}

export function notPredictableText(why: NotPredictable): string {
  switch (why.reason) {
    case 'too-many-lines':
      return `The program has ${count(why.lines, 'line')}; the model reads ${why.limit.toLocaleString('en')} at most. A shorter program can be predicted.`;
    case 'too-deep':
      return `The state cannot be put before the model: ${why.message}.`;
    case 'context-too-small':
      return `The state takes ${count(why.tokens, 'token')}; the model reads ${why.limit.toLocaleString('en')} at most. With shorter values, or a model that reads more, it can be predicted.`;
    case 'source-not-lexed':
      return `The program cannot be put before the model: ${why.message}.`;
    case 'unknown-instruction':
      return `The state cannot be put before the model: ${why.function} has no instruction at offset ${String(why.offset ?? '?')}.`;
    case 'not-in-template':
      return `The model's template cannot be filled here: ${why.message}.`;
    default:
      return assertNever(why);
  }
}

const FIELDS: Record<UrlField, string> = { code: 'the program', call: 'the call', stdin: 'the input lines', granularity: 'the size of a step', mode: 'the prediction mode', task: 'the strategy', temperature: 'the temperature', seed: 'the seed', model: 'the model', panes: 'the choice of views', sizes: 'the sizes of the panes', whole: 'the view at full height', limits: 'the limits of a run', selected: 'the selected variable', step: 'the step', notes: 'the notes', breakpoints: 'the breakpoints', recording: 'the recording', url: 'the address of the file' };

const FAULTS: Record<FieldFault, string> = {
  'not-base64url': 'has characters that do not belong there',
  'not-deflate': 'is cut off or damaged',
  'too-large': 'is larger than a link may carry',
  'not-utf8': 'is not text',
  'bad-escape': 'is damaged',
  'not-a-step': 'is not a number',
  'unknown-choice': 'is one that this version does not know',
  'not-a-model': 'is not named as a model is',
  'other-model': 'is another one than this page has: predictions may differ',
  'not-panes': 'is damaged',
  'not-sizes': 'are no shares of a whole',
  'not-limits': 'are out of range or no numbers',
  'not-a-place': 'is damaged',
  'not-a-number': 'is out of range or no number',
  'not-notes': 'are no notes',
  'not-breakpoints': 'are no breakpoints',
  'not-an-address': 'is not that of a web page',
  'other-language': 'is in another language than Python 3',
  'without-code': 'has no program to belong to',
  'not-its-code': 'belongs to another program: the link was changed or cut',
  damaged: 'is damaged',
  'too-new': 'is newer than this page',
};

export function fieldProblemText(problem: FieldProblem): string {
  return `${FIELDS[problem.field]} ${FAULTS[problem.fault]}`;
}

/** What a trace is that was not run here. */
export function recordedText(from: RecordedFrom): string {
  if (from === 'tutor') return 'Imported from Python Tutor: lines, variables and objects, without bytecode and iterators; nothing has run here.';
  const where = from === 'link' ? 'This trace came with the link' : from === 'file' ? 'This trace came from a file' : 'This trace came with the example';
  return `Recorded: ${where}; nothing has run here.`;
}

/** Models, providers and settings of predictions; '' where there are none. */
export function predictedByText(predictions: readonly PredictionRecord[]): string {
  const models = new Map<string, string[]>();
  for (const { model, digest, provider, strategy, mode } of predictions) {
    const place = provider === 'elsewhere' ? 'elsewhere' : `on ${provider === 'webgpu' ? 'WebGPU' : 'WASM'}`;
    const head = `${[model, digest.slice(0, 8)].filter((part) => part !== '').join(' ')} ${place}, ${strategy}`;
    const modes = models.get(head) ?? [];
    if (!modes.includes(mode)) modes.push(mode);
    models.set(head, modes);
  }
  return models.size === 0 ? '' : `Predicted by ${[...models].map(([head, modes]) => `${head}, ${modes.join(' and ')}`).join('; ')}.`;
}

/** Whether a run came out as the recording says. */
export function rerunText({ firstDifferent, predictions }: Rerun): string {
  const trace = firstDifferent === null ? 'Run again: the trace came out the same as the recording.' : `Run again: the trace differs from the recording from step ${firstDifferent + 1} on.`;
  if (predictions === null) return trace;
  if (predictions.different === 0) return `${trace} So did ${count(predictions.compared, 'prediction')}.`;
  return `${trace} ${predictions.different.toLocaleString('en')} of ${count(predictions.compared, 'prediction')} came out otherwise: another model or another machine.`;
}

export function fileErrorText(error: FileError, name: string): string {
  const file = name.split('/').pop() ?? name;
  switch (error.kind) {
    case 'not-packed':
      return `${file} was not opened: it is ${error.fault === 'too-large' ? 'larger inside than the page can hold' : 'cut off or damaged'}.`;
    case 'not-a-trace':
      return `${file} was not opened: it is no Python program, no trace and no recording.`;
    case 'too-new-version':
      return `${file} was not opened: it is of version ${error.version}, newer than this page (version ${error.newestKnown}).`;
    case 'invalid-field':
      return `${file} was not opened: ${error.path === '' ? 'its content' : `its field ${error.path}`} is wrong (${error.message}).`;
    case 'bad-line':
      return `${file} was not opened: line ${error.line} ${error.fault === 'not-json' ? 'is no JSON' : error.path === '' ? 'is wrong' : `has a wrong ${error.path}`} (${error.message}).`;
    case 'same-step-twice':
      return `${file} was not opened: line ${error.line} is about step ${error.step}, which an earlier line is about already.`;
    case 'no-frames':
      return `${file} was not opened: there is no frame of a trace in it.`;
    case 'needs-trace':
    case 'no-trace-for-record':
      return `${file} holds predictions alone: open or run the trace that they are of first.`;
    case 'no-lines':
      return `${file} was not opened: there is no prediction in it.`;
    case 'lines-too-new':
      return `${file} was not opened: it is of version ${error.version}, newer than this page (version ${error.newestKnown}).`;
    case 'step-not-in-trace':
      return `${file} was not opened: it predicts step ${error.step}, and the trace on the page has ${error.steps === 0 ? 'no steps of that size' : `steps 0 to ${error.steps - 1}`}.`;
    case 'too-large':
      return `${file} was not opened: ${megabytes(error.bytes)} are more than ${megabytes(error.limit)}.`;
    case 'unknown-format':
      return `${file} was not opened: ${error.format === '' ? 'it does not say what it is' : `"${error.format}" is no format that this page knows`}.`;
    case 'not-loaded':
      return `${file} could not be loaded (${error.message}). Its host has to allow other pages to read it.`;
    default:
      return assertNever(error);
  }
}

export function linkErrorText(error: LinkError): string {
  switch (error.kind) {
    case 'no-version':
      return 'The link could not be read: it does not say which version it is. The page starts fresh.';
    case 'bad-version':
      return `The link could not be read: "${error.text}" is no version. The page starts fresh.`;
    case 'too-new':
      return `The link is of version ${error.version}, newer than this page (version ${error.newest}). Loading the page again may bring the newer one.`;
    case 'too-long':
      return `The link is ${error.characters.toLocaleString('en')} characters long, more than ${error.limit.toLocaleString('en')}. The page starts fresh.`;
    default:
      return assertNever(error);
  }
}

/** "71 %", and never 100 % for less than all. */
export function percent(part: number, whole: number): string {
  if (whole === 0) return '–';
  const value = (100 * part) / whole;
  if (part < whole && value > 99) return `${(Math.floor(value * 10) / 10).toFixed(1)} %`;
  return `${Math.round(value)} %`;
}

/** A probability from its natural logarithm. */
export function probabilityText(logProbability: number): string {
  const value = 100 * Math.exp(logProbability);
  if (value >= 99.95) return '100 %';
  return value >= 1 ? `${value.toFixed(1)} %` : value >= 0.01 ? `${value.toFixed(2)} %` : '<0.01 %';
}

const RANKS = ['first', 'second', 'third', 'fourth', 'fifth'] as const;

/** What went wrong in the text, and how near the model came to being right. */
export function missText({ wrote, right, rank, rightLogProbability, only, index }: TokenMiss): string {
  const place = `Token ${index + 1}`;
  if (wrote === null) return `The text ends before token ${index + 1}: ${right?.text ?? ''} should follow.`;
  const sure = probabilityText(wrote.logProbability);
  if (right === null) return `${place}, ${wrote.text} (${sure}), is one too many: the text should have ended.`;
  const said = `${place} is the first wrong one: ${wrote.text} (${sure}) instead of ${right.text}`;
  const choice = rank === null ? undefined : RANKS[rank - 1];
  if (choice === undefined || rightLogProbability === null) return `${said}, which was not among its five best.`;
  const near = `its ${choice} choice (${probabilityText(rightLogProbability)})`;
  return only ? `${said}. It would have been right with ${near}.` : `${said}, ${near}.`;
}

/** Of a place (`call · line 4`) it is said what about it is wrong; of other verdicts the word. Undefined where there is none. */
export function placeVerdictText(verdict: Verdict | null, real: string | null, predicted: string | null): string | undefined {
  if (verdict === null) return undefined;
  if (verdict !== 'wrong-value' || real === null || predicted === null) return TEXTS.verdict[verdict];
  const line = /line \d+$/;
  return line.exec(real)?.[0] === line.exec(predicted)?.[0] ? TEXTS.verdict.wrongEvent : TEXTS.verdict.wrongLine;
}

/** Most places that are named of a wrong state. */
const PLACES_NAMED = 3;

/** "total wrong value, i missing and 2 more". */
export function wrongPlacesText(places: readonly WrongPlace[]): string {
  const named = places.slice(0, PLACES_NAMED).map(wrongPlaceText).join(', ');
  const more = places.length - PLACES_NAMED;
  return more > 0 ? `${named} and ${more.toLocaleString('en')} more` : named;
}

function wrongPlaceText({ part, name, verdict }: WrongPlace): string {
  const word = TEXTS.verdict[verdict];
  switch (part) {
    case 'control':
      return verdict === 'wrong-value' ? (name === '' ? TEXTS.verdict.wrongEvent : TEXTS.verdict.wrongLine) : `call of ${name} ${word}`;
    case 'variables':
      return `${name} ${word}`;
    case 'iterators':
      return `${TEXTS.states.iterator} ${word}`;
    case 'stack':
      return `${TEXTS.states.stack} ${word}`;
    case 'value':
      return `returned value ${word}`;
    default:
      return assertNever(part);
  }
}

/** A task in words: the strategy, how many steps it takes at once, and what a step is where that is not a line. */
export function taskText({ strategy, granularity, jump }: PredictionTask): string {
  const texts = TEXTS.strategy;
  const n = strategy === 'dynamic-n' ? `, ${jumpText(jump)}` : '';
  return `${texts.names[strategy]}${n}${granularity === 'instruction' ? `, ${texts.byInstruction}` : ''}`;
}

export function jumpText(jump: PredictionTask['jump']): string {
  return jump === 'auto' ? TEXTS.strategy.auto : `n = ${jump}`;
}

/** Said where a model is asked for what it never learnt; null where it has. */
export function untrainedText(info: ModelInfo, task: PredictionTask): string | null {
  return isTrainedFor(info, task) ? null : `${info.name} ${TEXTS.strategy.untrained}`;
}

/** Which turn of a loop it is, of how many. */
export function turnText({ run, turn }: LoopPlace): string {
  const turns = run.turns.length;
  return turn > turns ? TEXTS.loop.over : `${turn.toLocaleString('en')} of ${turns.toLocaleString('en')}`;
}

/** What a fold of the timeline leaves out. */
export function foldText({ kind, count: size, run, firstTurn }: Fold): string {
  switch (kind) {
    case 'turns':
      if (run !== null && size === run.turns.length) return count(size, 'turn');
      return size === 1 ? `turn ${firstTurn.toLocaleString('en')}` : `turns ${firstTurn.toLocaleString('en')}–${(firstTurn + size - 1).toLocaleString('en')}`;
    case 'calls':
      return count(size, 'call');
    case 'levels':
      return `${count(size, 'call')} between`;
  }
}

/** Words as a sentence begins; a name of the program stays as it is written. */
export function sentence(text: string): string {
  return /^(line|the module|an exception) /.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : text;
}

export function rightText(right: number, all: number): string {
  return `${right.toLocaleString('en')} of ${all.toLocaleString('en')} right`;
}
