import { describe, expect, it } from 'vitest';
import { matchingActions, type Action } from './matching.ts';

const ACTIONS: readonly Action[] = ['Run the program', 'First step', 'Go to a step by number', 'Step: lines'].map((label) => ({ id: label, label, keys: [], act: () => undefined }));

function found(query: string): readonly string[] {
  return matchingActions(ACTIONS, query).map((action) => action.label);
}

describe('finding an action', () => {
  it('takes words in any order and case, and puts names that begin so first', () => {
    expect(found('STEP')).toEqual(['Step: lines', 'First step', 'Go to a step by number']);
    expect(found('number step')).toEqual(['Go to a step by number']);
    expect(found('nothing')).toEqual([]);
  });

  it('shows all for nothing typed', () => {
    expect(found(' ')).toHaveLength(4);
  });
});
