import { describe, expect, it } from 'vitest';
import type { PrintedState } from '../trace/printed-state.ts';
import { rowForm, type RowPatterns } from './row-form.ts';
import { SourceText } from './text-form.ts';

const PATTERNS: RowPatterns = {
  frame: 'in {function}, line {line}: {code}',
  variable: '  {name} = {value}',
  iterator: '  taken: {position} of {of}',
  global: 'global {name} = {value}',
  events: { call: 'begins', line: 'runs next', return: 'returns {value}', exception: 'raises {value}' },
  ignore: ['```'],
};
const SOURCE = new SourceText('def größe(a):\n    for i in a:\n        pass\n');
const STATE: PrintedState = {
  event: 'line',
  frames: [
    { function: '<module>', line: 4, locals: [], iterators: [], stack: null, offset: null },
    { function: 'größe', line: 3, locals: [{ name: 'a', value: "['x = 1', '.*']" }, { name: 'ü', value: '2' }], iterators: [{ position: 1, of: null, over: [] }, { position: -1, of: '[1, 2]', over: [] }], stack: null, offset: null },
  ],
  globals: [{ name: 'LIMIT', value: '3' }],
  value: null,
};
const TEXT = "in <module>, line 4: \nin größe, line 3: pass\n  a = ['x = 1', '.*']\n  ü = 2\n  taken: 1 of -\n  taken: -1 of [1, 2]\nglobal LIMIT = 3\nruns next";
const form = rowForm(PATTERNS);
const context = { before: STATE, truth: null };

describe('a state as rows', () => {
  it('is written by the patterns and read back as it was', () => {
    expect(form.write(STATE, SOURCE)).toEqual({ ok: true, value: TEXT });
    expect(form.read(TEXT, context)).toEqual({ kind: 'state', state: STATE });
    for (const event of ['call', 'return', 'exception'] as const) {
      for (const value of event === 'call' ? [null] : ['None', "ValueError: a = b", null]) {
        const state = { ...STATE, event, value };
        const written = form.write(state, SOURCE);
        expect(written.ok && form.read(written.value, context)).toEqual({ kind: 'state', state });
      }
    }
  });

  it('may stand in a code block, with empty rows about it', () => {
    expect(form.read(`\n\`\`\`\n${TEXT}\r\n\`\`\`\n`, context)).toEqual({ kind: 'state', state: STATE });
  });

  it('takes what it has no words for from the truth, and from nowhere else', () => {
    const few = rowForm({ ...PATTERNS, iterator: undefined, global: undefined });
    const written = few.write(STATE, SOURCE);
    expect(written.ok && written.value).not.toContain('taken');
    const text = written.ok ? written.value.replace('ü = 2', 'ü = 9') : '';
    const read = few.read(text, { before: STATE, truth: STATE });
    expect(read).toMatchObject({ state: { globals: STATE.globals, frames: [{}, { iterators: STATE.frames[1]?.iterators, locals: [{}, { name: 'ü', value: '9' }] }] } });
    expect(few.read(text, context)).toMatchObject({ state: { globals: [], frames: [{}, { iterators: [] }] } });
  });

  it('cannot hold a value with a line break, or an instruction', () => {
    const broken = { ...STATE, globals: [{ name: 'x', value: 'a\nb' }] };
    expect(form.write(broken, SOURCE)).toMatchObject({ ok: false, error: { reason: 'not-in-template' } });
    expect(form.write({ ...STATE, event: 'instruction' }, SOURCE)).toMatchObject({ ok: false, error: { reason: 'not-in-template' } });
  });

  it.each([
    ['a row of no kind', 'in f, line 1: x\nhm\nruns next', 16],
    ['a variable without a frame', '  a = 1\nruns next', 0],
    ['a variable twice', 'in f, line 1: x\n  a = 1\n  a = 2\nruns next', 24],
    ['a global twice', 'in f, line 1: x\nglobal a = 1\nglobal a = 2\nruns next', 29],
    ['a frame after the globals', 'in f, line 1: x\nglobal a = 1\nin f, line 1: x\nruns next', 29],
    ['an event without a frame', 'runs next', 0],
    ['something after the event', 'in f, line 1: x\nruns next\nand more', 26],
    ['no event', 'in f, line 1: x\n  a = 1', 23],
    ['nothing', '', 0],
  ])('is malformed, with the place: %s', (_, text, at) => {
    expect(form.read(text, context)).toMatchObject({ kind: 'malformed', at });
  });
});
