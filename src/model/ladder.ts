/**
 * Where a model runs: the best place that the machine has and that computes rightly. Places are asked whether they would
 * do before anything is downloaded; then the model is opened on the best of them, its known answers are checked there,
 * and where they come out wrong, or nothing comes out, the next one down is taken.
 */
import type { Result } from '../base/result.ts';
import { fail, ok } from '../base/result.ts';
import type { Manifest } from './manifest.ts';
import type { GraphFiles, GraphShape } from './onnx-session.ts';
import type { ModelError, Provider, Refusal, Rung } from './protocol.ts';
import type { SelfTest } from './self-test.ts';
import type { Session } from './session.ts';
import { TensorMissingError } from './session.ts';

/** Best first. Below the last one there are only recorded predictions. */
export const RUNGS: readonly Rung[] = ['webgpu-f16', 'webgpu-f32', 'wasm-threads', 'wasm'];

export const RUNG_NAMES: Readonly<Record<Rung, string>> = {
  'webgpu-f16': 'WebGPU in half precision',
  'webgpu-f32': 'WebGPU',
  'wasm-threads': 'WASM with threads',
  wasm: 'WASM',
};

export function providerOf(rung: Rung): Provider {
  return rung === 'webgpu-f16' || rung === 'webgpu-f32' ? 'webgpu' : 'wasm';
}

/** What a place must offer, known from the manifest. */
export interface Need {
  /** Bytes of the largest tensor in single precision. */
  readonly largestTensor: number;
  /** The rungs that its graph can run on; all of them where it does not say. */
  readonly rungs?: readonly Rung[];
}

/** What the ladder needs of the browser, or of Node. */
export interface Places {
  /**
   * Why a rung is not to be used here, in words for the person; null where it may be.
   * @param asked whether the person chose its provider: then even a slow adapter will do.
   */
  obstacle(rung: Rung, need: Need, asked: boolean): Promise<string | null>;
  /** Throws what the runtime throws. */
  openSession(rung: Rung, files: GraphFiles, architecture: GraphShape): Promise<Session>;
}

/** A model as far as its place has to know it. */
export interface Openable {
  readonly architecture: GraphShape;
  readonly selfTest: SelfTest;
}

/** A model at its place, its known answers checked. */
export interface OpenSession {
  readonly session: Session;
  readonly rung: Rung;
  /** Largest difference of a logit in the self-test. */
  readonly difference: number;
  /** Rungs that were tried or asked before, and why they would not do. */
  readonly refusals: readonly Refusal[];
}

/** The rungs that a choice allows: all of them, or those of one provider. */
export function rungsFor(wanted: Provider | 'auto'): readonly Rung[] {
  return wanted === 'auto' ? RUNGS : RUNGS.filter((rung) => providerOf(rung) === wanted);
}

export function rungsBelow(rung: Rung): readonly Rung[] {
  return RUNGS.slice(RUNGS.indexOf(rung) + 1);
}

export function needOf({ vocab_size: vocabulary, width, heads, head_dim: headDim, context_length: context }: Manifest['architecture']): Need {
  // The embedding, a layer's widest matrix (four widths are a generous guess), or one layer's keys for a batch of eight rows.
  const elements = Math.max(vocabulary * width, 4 * width * width, 8 * heads * headDim * context);
  return { largestTensor: elements * Float32Array.BYTES_PER_ELEMENT };
}

/** Asks each rung before anything is downloaded. */
export async function probe(
  places: Places,
  rungs: readonly Rung[],
  need: Need,
  asked: boolean,
): Promise<{ readonly usable: readonly Rung[]; readonly refusals: readonly Refusal[] }> {
  const usable: Rung[] = [];
  const refusals: Refusal[] = [];
  for (const rung of rungs) {
    if (need.rungs && !need.rungs.includes(rung)) continue;
    const message = await places.obstacle(rung, need, asked);
    if (message === null) usable.push(rung);
    else refusals.push({ rung, reason: 'not-available', message });
  }
  return { usable, refusals };
}

/**
 * The model on the first of `rungs` where it runs and gives the known answers. The error is the last rung's; a graph that lacks
 * a tensor is refused at once, since it does so everywhere.
 */
export async function openOnLadder(places: Places, rungs: readonly Rung[], graph: GraphFiles, model: Openable): Promise<Result<OpenSession, ModelError>> {
  const refusals: Refusal[] = [];
  for (const rung of rungs) {
    const opened = await openOn(places, rung, graph, model);
    if (opened.ok) return ok({ ...opened.value, refusals });
    if ('failure' in opened.error) return fail(opened.error);
    refusals.push(opened.error);
  }
  const last = refusals.at(-1);
  if (!last) return fail({ failure: 'runtime-failed', message: 'There is nothing on this machine that the model could run on.' });
  return fail({ failure: last.reason === 'self-test-failed' ? 'self-test-failed' : 'runtime-failed', message: `${last.message} ${ADVICE[last.reason]}`, rung: last.rung });
}

/** What a person can do about the last refusal. */
const ADVICE: Readonly<Record<Refusal['reason'], string>> = {
  'not-available': 'Let it run elsewhere.',
  failed: 'Close other pages, since it may be memory that was short, and try again, or let it run elsewhere.',
  'self-test-failed': 'Let it run elsewhere, or load it again: weights and manifest may not be of one release.',
  lost: 'Try again.',
};

/**
 * Half precision has 11 significant bits: logits of 16 are rounded to 1/64, and what precedes them adds to that.
 * Wrong kernels, which this is to find, are off by several units.
 */
const HALF_PRECISION_TOLERANCE = 0.25;

async function openOn(places: Places, rung: Rung, graph: GraphFiles, model: Openable): Promise<Result<Omit<OpenSession, 'refusals'>, Refusal | ModelError>> {
  let session: Session | null = null;
  try {
    session = await places.openSession(rung, graph, model.architecture);
    const { selfTest } = model;
    const tolerance = rung === 'webgpu-f16' ? Math.max(HALF_PRECISION_TOLERANCE, selfTest.tolerance) : selfTest.tolerance;
    const { difference, which } = await selfTest.run(session);
    if (difference <= tolerance) return ok({ session, rung, difference });
    await session.release();
    return fail({
      rung,
      reason: 'self-test-failed',
      message: `On ${RUNG_NAMES[rung]} ${which} came out wrong: a logit is off by ${difference.toPrecision(2)}, ${tolerance} is allowed.`,
    });
  } catch (error) {
    await session?.release().catch(() => undefined);
    if (error instanceof TensorMissingError) return fail({ failure: 'tensor-missing', message: error.message });
    return fail({ rung, reason: 'failed', message: `${RUNG_NAMES[rung]} failed: ${error instanceof Error ? error.message : String(error)}` });
  }
}
