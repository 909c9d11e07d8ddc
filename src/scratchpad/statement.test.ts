import { describe, expect, it } from 'vitest';
import { unwrap } from '../base/testing/unwrap.ts';
import type { PrintedFrame, PrintedState } from '../trace/printed-state.ts';
import { dynamicSuffix } from './dynamic.ts';
import { promptPrefix } from './prompt.ts';
import { encodeSource } from './source.ts';
import { isNameAt, MAX_STATEMENT_TOKENS, statementTokens } from './statement.ts';
import { describeTokens, pushName } from './tokenizer.ts';

const SOURCE = ['def f(x):', '    y = g(', '        x,', '        1)', '    return y', 'def g(a, b): return a + b', `T = [${'1000, '.repeat(40)}`, '    2]', 'U = 3; V = 4', 'W = """a', 'b"""'].join('\n');
const prefix = unwrap(promptPrefix(SOURCE));

function frame(name: string, line: number): PrintedFrame {
  return { function: name, line, locals: [], iterators: [], stack: null, offset: null };
}

function stateAt(event: PrintedState['event'], ...frames: readonly PrintedFrame[]): PrintedState {
  return { event, frames, globals: [], value: event === 'return' ? '3' : null };
}

function textAt(state: PrintedState): string {
  return describeTokens(statementTokens(prefix, state));
}

describe('the statement that goes on', () => {
  it('is that of the line, with all of its lines', () => {
    expect(textAt(stateAt('line', frame('f', 5)))).toBe('<L5><I1>returny');
    for (const line of [2, 3, 4]) expect(textAt(stateAt('line', frame('f', line)))).toBe('<L2><I1>y=g(<L3>x,<L4>1)');
  });

  it('is that of the caller after a return, that of the function itself where nothing called it', () => {
    expect(textAt(stateAt('return', frame('f', 2), frame('g', 6)))).toBe('<L2><I1>y=g(<L3>x,<L4>1)');
    expect(textAt(stateAt('return', frame('f', 5)))).toBe('<L5><I1>returny');
    expect(textAt(stateAt('exception', frame('f', 2), frame('g', 6)))).toMatch(/^<L6><I0>defg/);
  });

  it('is all that stands on a line', () => {
    expect(textAt(stateAt('line', frame('<module>', 9)))).toBe('<L9><I0>U=3;V=4');
  });

  it('is the line alone of one that is very long, and no more than there is room for', () => {
    const long = statementTokens(prefix, stateAt('line', frame('<module>', 7)));
    expect(long).toHaveLength(MAX_STATEMENT_TOKENS);
    expect(describeTokens(long)).toMatch(/^<L7><I0>T=\[1000,1000,/);
    expect(textAt(stateAt('line', frame('<module>', 8)))).toBe('<L8>2]');
  });

  it('is nothing before the first line, and on lines that the source does not say', () => {
    expect(textAt(stateAt('line', frame('<module>', 0)))).toBe('');
    expect(textAt(stateAt('line', frame('<module>', 11)))).toBe('');
    expect(textAt({ ...stateAt('line'), frames: [] })).toBe('');
  });
});

describe('a prompt', () => {
  const state = stateAt('line', frame('f', 5));

  it('has it before the jump, as of version 3', () => {
    expect(describeTokens(unwrap(dynamicSuffix(prefix, state, 4, null, 3)))).toBe('<state><frame>f<L5><line><L5><I1>returny<jump:4>');
    expect(describeTokens(unwrap(dynamicSuffix(prefix, state, 4, null, 2)))).toBe('<state><frame>f<L5><line><jump:4>');
  });
});

describe('a name', () => {
  const places = (source: string, name: string): number => {
    const tokens = unwrap(encodeSource(source));
    const ids: number[] = [];
    pushName(ids, name);
    return tokens.filter((_, start) => isNameAt(tokens, start, ids)).length;
  };

  it.each([
    ['text = text + 1', 'text', 2],
    ['text2 = new_text + text_', 'text', 0],
    ['match text(x):\n  case _: pass', 'text', 1],
    ['q = qq + q2 + not_q if not q else q', 'q', 3],
    ['é = qé + éq + q', 'q', 1],
    ['é = qé + éq + q', 'é', 1],
  ])('in `%s` %s is found where it stands alone: %i times', (source, name, count) => {
    expect(places(source, name)).toBe(count);
  });
});
