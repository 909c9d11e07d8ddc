/** A made-up network that knows a program's true steps, errs where it is told to, and says something anywhere else. */
import { assert } from '../../base/assert.ts';
import { dynamicSuffix, dynamicTarget } from '../../scratchpad/dynamic.ts';
import { promptPrefix } from '../../scratchpad/prompt.ts';
import { Id, JUMP_BASE, LINE_BASE } from '../../scratchpad/vocabulary.ts';
import type { PrintedState } from '../../trace/printed-state.ts';
import type { FakeOptions } from './fake-session.ts';

/**
 * @param wrong for a step's place, the answer it gives in place of the true one, `<eos>` included.
 */
export function scriptedNetwork(source: string, states: readonly PrintedState[], wrong: ReadonlyMap<number, readonly number[]> = new Map()): FakeOptions['next'] {
  const prefix = promptPrefix(source);
  assert(prefix.ok, 'a test program has a prompt');
  const answers = new Map<string, readonly number[]>();
  for (let step = 0; step + 1 < states.length; step++) {
    const suffix = dynamicSuffix(prefix.value, states[step]!, 1);
    const target = dynamicTarget(states[step]!, states[step + 1]!);
    assert(suffix.ok && target.ok, 'a test step has a prompt');
    answers.set([...prefix.value, ...suffix.value].join(), wrong.get(step) ?? target.value);
  }
  return (text) => {
    const jump = text.lastIndexOf(JUMP_BASE + 1);
    const prompt = text.slice(0, jump + 1);
    const answer = answers.get(prompt.join()) ?? improvise(prompt);
    return answer[text.length - prompt.length] ?? Id.EOS;
  };
}

/** Mostly a step to some line; now and then something that is no answer. */
function improvise(prompt: readonly number[]): readonly number[] {
  let hash = 17;
  for (const token of prompt) hash = (Math.imul(hash, 31) + token) >>> 0;
  if (hash % 9 === 0) return [Id.IS, Id.IS, Id.EOS];
  return [Id.LINE, LINE_BASE + 1 + (hash % 5), Id.EOS];
}
