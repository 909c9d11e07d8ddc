import { describe, expect, it } from 'vitest';
import { unwrap } from '../base/testing/unwrap.ts';
import type { PrintedFrame, PrintedState } from '../trace/printed-state.ts';
import { dynamicSuffix } from './dynamic.ts';
import { lengthTokens } from './lengths.ts';
import { promptPrefix } from './prompt.ts';
import { statementTokens } from './statement.ts';
import { describeTokens } from './tokenizer.ts';

const SOURCE = ['def f(nums, text, um, new_text):', '    y = nums + [len(text2)]', '    return g(new_text, d)', 'def g(a, b):', '    return a in b'].join('\n');
const prefix = unwrap(promptPrefix(SOURCE));

function frame(name: string, line: number, locals: Readonly<Record<string, string>>): PrintedFrame {
  return { function: name, line, locals: Object.entries(locals).map(([variable, value]) => ({ name: variable, value })), iterators: [], stack: null, offset: null };
}

function told(state: PrintedState): string {
  return describeTokens(lengthTokens(statementTokens(prefix, state), state));
}

describe('the lengths of what a statement names', () => {
  it('are those of its variables, not of names that it has as a part', () => {
    const locals = { nums: '[1, [2, 3], 4]', text: "'abc'", text2: String.raw`'a\'b\n'`, um: '(1,)', y: '7' };
    expect(told({ event: 'line', frames: [frame('f', 2, locals)], globals: [], value: null })).toBe('<var>nums<at>3<var>text2<at>4');
  });

  it('tell the variables of the frame that goes on, and those of the module', () => {
    const frames = [frame('f', 3, { new_text: "''" }), frame('g', 5, { a: "'xyz'", b: 'set()' })];
    const globals = [{ name: 'd', value: "{'k': (1, 2), 'l': 3}" }];
    expect(told({ event: 'return', frames, globals, value: 'True' })).toBe('<var>d<at>2<var>new_text<at>0');
    expect(told({ event: 'line', frames, globals, value: null })).toBe('<var>a<at>3<var>b<at>0');
  });

  it('are not told of numbers, objects and what is cut', () => {
    const locals = { a: '<Node v=[1, 2]>', b: '[1, 2, ...]' };
    expect(told({ event: 'line', frames: [frame('g', 5, locals)], globals: [], value: null })).toBe('');
  });

  it('stand in a prompt by line as of version 5, before the flow', () => {
    const state: PrintedState = { event: 'line', frames: [frame('g', 5, { a: "'b'", b: "'abc'" })], globals: [], value: null };
    expect(describeTokens(unwrap(dynamicSuffix(prefix, state, 1)))).toMatch(/returnainb<var>a<at>1<var>b<at>3<return><jump:1>$/);
    expect(describeTokens(unwrap(dynamicSuffix(prefix, state, 1, null, 4)))).toMatch(/returnainb<return><jump:1>$/);
  });
});
