/** The direct strategy: one answer for the whole run. */
import { assert } from '../base/assert.ts';
import { directSuffix, directTarget, outcomeOfState, parseDirectAnswer } from '../scratchpad/direct.ts';
import { Id } from '../scratchpad/vocabulary.ts';
import { decode } from './decode.ts';
import { answerLimit, describedTokens, notPredictable, samplerOf, tokenIds } from './predict-task.ts';
import type { Ground, PredictOptions, Predictor } from './predict-task.ts';
import type { FreeRunningRequest } from './protocol.ts';

/** Predicts what the request's call comes to: one prediction, about the last step. */
export async function predictDirect(predictor: Predictor, ground: Ground, request: FreeRunningRequest, options: PredictOptions): Promise<void> {
  assert(request.call !== undefined, 'a direct request brings the call');
  const { from, truth } = request;
  const to = request.places?.at(-1) ?? from + Math.max(1, truth.length);
  const prompt = directSuffix(request.call);
  const known = outcomeOfState(truth.at(-1));
  const draft = known === null ? [] : directTarget(known);
  const limit = answerLimit(predictor, ground.prefix.length + prompt.length, draft.length);
  if (!limit.ok) {
    options.onStep(notPredictable(from, limit.error, to));
    return;
  }
  if (await options.shouldStop()) return;
  const trunk = await predictor.prefixes.trunk(ground.prefix);
  await decode(predictor.session, trunk, [{ prompt, draft, limit: limit.value, sampler: samplerOf(request.sampling, from) }], {
    endToken: Id.EOS,
    shouldStop: options.shouldStop,
    onRow: (_, row) => {
      const answer = parseDirectAnswer(tokenIds(row.tokens));
      const outcome = answer.kind === 'malformed' ? answer : { kind: 'output' as const, output: answer };
      options.onStep({ from, to, outcome, tokens: describedTokens(row.tokens), verifiedTokens: row.verified });
    },
  });
}
