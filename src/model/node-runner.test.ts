/** The released small model under Node: known answers, and exactness against decoding a token at a time without a cache. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as onnxruntime from 'onnxruntime-web/wasm';
import { describe, expect, it } from 'vitest';
import { unwrap } from '../base/testing/unwrap.ts';
import { dynamicSuffix } from '../scratchpad/dynamic.ts';
import { promptPrefix } from '../scratchpad/prompt.ts';
import { grammarVersionOf, Id } from '../scratchpad/vocabulary.ts';
import { bestChoices } from './choices.ts';
import { parseManifest } from './manifest.ts';
import { createNodeModelRunner } from './node-runner.ts';
import { createOnnxSession } from './onnx-session.ts';
import { placedTokens } from './placed-token.ts';
import type { StepPrediction } from './protocol.ts';
import type { Session } from './session.ts';
import { EXPECTED } from './testing/example-manifest.ts';
import { LOOP_SOURCE, loopStates } from './testing/loop-program.ts';

const folder = fileURLToPath(new URL('../../public/models/tiny/', import.meta.url));
const present = existsSync(`${folder}manifest.json`);

/** Far past the length of these answers; an answer that does not end is compared as far as this. */
const COMPARED_TOKENS = 60;

async function openSession(): Promise<Session> {
  const manifest = parseManifest(readFileSync(`${folder}manifest.json`, 'utf8'), EXPECTED);
  if (!manifest.ok) throw new Error(manifest.error.message);
  return createOnnxSession(onnxruntime, { graph: readFileSync(`${folder}model.onnx`), external: [] }, manifest.value.architecture, { device: null, half: false });
}

/** Greedy decoding with the whole text anew for each token. What is written is told nothing of what comes after it. */
async function plainGreedy(session: Session, prompt: readonly number[], limit: number): Promise<number[]> {
  const text = session.looksAhead ? placedTokens(prompt, false) : [...prompt];
  while (text.length < prompt.length + limit && text.at(-1) !== Id.EOS) {
    const { logits, cache } = await session.forward({
      cache: null,
      tokens: Int32Array.from(text),
      parents: Int32Array.from(text, (_, i) => i - 1),
      wanted: Int32Array.of(text.length - 1),
    });
    cache.dispose();
    text.push(bestChoices(logits, 0, session.vocabSize)[0]?.id ?? Id.EOS);
  }
  return text.slice(prompt.length);
}

// Committed with the first release of a model; a checkout without it has nothing to test here.
describe.skipIf(!present)(`the small model (${present ? folder : 'skipped: public/models/tiny is not there'})`, () => {
  it('passes its self-test and predicts what plain greedy decoding writes', { timeout: 120_000 }, async () => {
    const runner = createNodeModelRunner(folder);
    const loaded = await runner.load('manifest.json', 'auto', () => undefined);
    expect(loaded).toMatchObject({ ok: true, value: { provider: 'wasm' } });
    expect(loaded.ok && loaded.value.selfTestDifference).toBeLessThan(1e-3);

    const states = loopStates(3);
    const predictions: StepPrediction[] = [];
    const steps = states.map((state, from) => ({ from, state, truth: states[from + 1] ?? null }));
    expect((await runner.teacherForced({ source: LOOP_SOURCE, steps }, (prediction) => predictions.push(prediction))).ok).toBe(true);
    await runner.dispose();

    const session = await openSession();
    const prefix = unwrap(promptPrefix(LOOP_SOURCE));
    const version = grammarVersionOf(unwrap(loaded).grammarVersion ?? 0);
    expect(predictions).toHaveLength(states.length);
    for (const { from, tokens } of predictions) {
      const suffix = unwrap(dynamicSuffix(prefix, states[from]!, 1, null, version));
      const expected = await plainGreedy(session, [...prefix, ...suffix], COMPARED_TOKENS);
      expect(tokens.slice(0, COMPARED_TOKENS).map((token) => token.id)).toEqual(expected);
    }
    await session.release();
  });
});
