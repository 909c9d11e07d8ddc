import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deflateRawSync } from 'node:zlib';
import { encodeBase64Url } from '../base/base64.ts';
import { deflate } from '../recording/inflate.ts';
import { packLinkText } from '../recording/link-text.ts';
import { decodeUrlState, DEFAULT_STATE, encodeUrlState, MAX_FRAGMENT_CHARACTERS, MAX_TEXT_BYTES, UPGRADERS, URL_VERSION, type UrlState } from './url-state.ts';

const wellFormed = fc.string({ unit: 'binary', maxLength: 300 });
const mebibytes = (count: number): number => count * 1024 * 1024;
const percent = (first: string, second: string) => fc.nat({ max: 100 }).map((share) => ({ [first]: share, [second]: 100 - share }));
const anyState: fc.Arbitrary<UrlState> = fc.record({
  code: wellFormed,
  call: wellFormed,
  stdin: wellFormed,
  granularity: fc.constantFrom('line', 'instruction'),
  mode: fc.constantFrom('teacher-forced', 'free-running'),
  task: fc.oneof(
    fc.record({ strategy: fc.constantFrom('dynamic', 'compact', 'compact-step-in', 'scratchpad', 'direct'), granularity: fc.constantFrom('line', 'instruction'), jump: fc.constant(1) }),
    fc.record({ strategy: fc.constant('dynamic-n'), granularity: fc.constantFrom('line', 'instruction'), jump: fc.oneof(fc.integer({ min: 1, max: 32 }), fc.constant('auto')) }),
  ),
  // Without a temperature the seed says nothing, and is left out.
  temperature: fc.integer({ min: 1, max: 1000 }).map((hundredths) => hundredths / 100),
  seed: fc.nat({ max: 0xffff_ffff }),
  model: fc.option(fc.record({ id: fc.constantFrom('tiny', 'a b', 'x.y'), digest: fc.constantFrom('0123456789ab', 'd29ab725c3de') })),
  panes: fc.record({ upper: fc.constantFrom('states', 'table'), lower: fc.constantFrom('heap', 'tokens'), narrow: fc.constantFrom('states', 'output') }),
  sizes: fc.record({ columns: percent('left', 'right'), right: percent('upper', 'lower'), narrow: percent('program', 'views') }, { requiredKeys: [] }),
  whole: fc.constantFrom(null, 'upper', 'lower'),
  limits: fc.record({ maxSteps: fc.integer({ min: 1, max: 9999 }), maxSeconds: fc.integer({ min: 1, max: 3600 }), maxInterpreterBytes: fc.integer({ min: 64, max: 2048 }).map(mebibytes), maxTraceBytes: fc.integer({ min: 1, max: 2048 }).map(mebibytes), maxItems: fc.integer({ min: 1, max: 99 }), maxRecursion: fc.integer({ min: 50, max: 999 }) }),
  selected: fc.option(fc.record({ depth: fc.nat({ max: 99 }), name: fc.option(fc.constantFrom('x', 'größe', '名前', 'a_b')) })),
  step: fc.nat({ max: 1_000_000 }),
  notes: fc.array(fc.record({ granularity: fc.constantFrom('line', 'instruction'), step: fc.nat({ max: 1000 }), text: fc.string({ unit: 'binary', maxLength: 40 }) }), { maxLength: 3 }),
  breakpoints: fc.array(fc.record({ line: fc.integer({ min: 1, max: 900 }), condition: fc.string({ maxLength: 20 }), hit: fc.option(fc.integer({ min: 1, max: 99 })) }), { maxLength: 3 }),
  recording: fc.constantFrom('', 'AQID'),
  url: fc.constant(''),
});

describe('url state', () => {
  it('comes back as it went in', () => {
    fc.assert(
      fc.property(anyState, (state) => {
        const decoded = decodeUrlState(encodeUrlState(state));
        expect(decoded).toEqual({ ok: true, value: { fields: expect.anything(), problems: [] } });
        const firstViews = { upper: 'states', lower: 'heap', narrow: 'states' };
        if (decoded.ok) expect({ ...DEFAULT_STATE, panes: firstViews, ...decoded.value.fields }).toEqual(state);
      }),
      { numRuns: 60 },
    );
  });

  it('never throws, whatever the fragment', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.constantFrom('', '#', '#v=1&', '#v=1&code=', '#v=1&call=', '#v=1&step=', '#v=2&notes=', '#v=2&rec=', '#v=2&url=', '#v=2&task=', '#v=2&model=', '#v=2&panes=', '#v=2&sizes=', '#v=2&whole=', '#v=2&limits=', '#v=2&at=', '#v=2&temp=', '#code=x&curInstr='), (text, start) => {
        decodeUrlState(start + text);
      }),
      { numRuns: 200 },
    );
  });

  it('leaves defaults out', () => {
    expect(encodeUrlState(DEFAULT_STATE)).toBe('#v=2');
  });

  it('uses only characters that survive in a fragment', () => {
    const fragment = encodeUrlState({ ...DEFAULT_STATE, code: 'print("ä & #")\n'.repeat(20), call: 'f("a b", {1: \'#&=\'})' });
    expect(fragment).toMatch(/^#[\w&=%.!~*'()-]+$/);
  });

  it('takes no fragment as no link', () => {
    expect(decodeUrlState('')).toEqual({ ok: true, value: { fields: {}, problems: [] } });
    expect(decodeUrlState('#')).toEqual({ ok: true, value: { fields: {}, problems: [] } });
  });

  it('names a version that is too new, missing or no number', () => {
    expect(decodeUrlState('#v=7&code=x')).toEqual({ ok: false, error: { kind: 'too-new', version: 7, newest: URL_VERSION } });
    expect(decodeUrlState('#code=x')).toEqual({ ok: false, error: { kind: 'no-version' } });
    expect(decodeUrlState('#v=one')).toEqual({ ok: false, error: { kind: 'bad-version', text: 'one' } });
  });

  it('loses only the bad field', () => {
    const good = encodeUrlState({ ...DEFAULT_STATE, code: 'x = 1', call: 'f(2)' });
    const decoded = decodeUrlState(`${good}&stdin=!!!&g=z&mode=odd&step=-3`);
    expect(decoded).toEqual({
      ok: true,
      value: {
        fields: { code: 'x = 1', call: 'f(2)' },
        problems: [
          { field: 'stdin', fault: 'not-base64url' },
          { field: 'granularity', fault: 'unknown-choice' },
          { field: 'mode', fault: 'unknown-choice' },
          { field: 'step', fault: 'not-a-step' },
        ],
      },
    });
  });

  it('writes the view in short', () => {
    const view = { task: { strategy: 'dynamic-n', granularity: 'instruction', jump: 'auto' }, temperature: 0.7, seed: 5, model: { id: 'tiny', digest: 'd29ab725c3de' }, panes: { lower: 'tokens' }, selected: { depth: 2, name: 'total' }, sizes: { columns: { left: 44.6, right: 55.4 }, right: { upper: 61, lower: 39 } }, whole: 'lower', limits: { ...DEFAULT_STATE.limits, maxSteps: 500, maxTraceBytes: 64 * 1024 * 1024 } } as const;
    expect(encodeUrlState({ ...DEFAULT_STATE, ...view })).toBe('#v=2&task=dynamic-n.i&temp=0.7&seed=5&model=tiny.d29ab725c3de&panes=-tokens&sizes=45--61&whole=lower&limits=500---64&at=2.total');
    expect(encodeUrlState({ ...DEFAULT_STATE, seed: 5, panes: { upper: 'states', lower: 'heap' } })).toBe('#v=2');
  });

  it('reports each field of the view that is bad', () => {
    const decoded = decodeUrlState('#v=2&task=dynamic.8&temp=-1&seed=99999999999&model=tiny&panes=a.b&sizes=101&whole=all&limits=0&at=x&step=2');
    expect(decoded).toEqual({
      ok: true,
      value: {
        fields: { step: 2 },
        problems: [
          { field: 'task', fault: 'unknown-choice' },
          { field: 'temperature', fault: 'not-a-number' },
          { field: 'seed', fault: 'not-a-number' },
          { field: 'model', fault: 'not-a-model' },
          { field: 'panes', fault: 'not-panes' },
          { field: 'sizes', fault: 'not-sizes' },
          { field: 'whole', fault: 'unknown-choice' },
          { field: 'limits', fault: 'not-limits' },
          { field: 'selected', fault: 'not-a-place' },
        ],
      },
    });
    for (const bad of ['task=dynamic-n.40', 'task=toString', 'task=direct.i.2', 'at=1.%zz', 'model=%.d29ab725c3de', 'sizes=1-2-3-4-5', 'sizes=4e1', 'limits=5.5', 'limits=-----49', 'limits=------1', 'limits=99999999999']) expect(decodeUrlState(`#v=2&${bad}`)).toMatchObject({ value: { fields: {}, problems: [{}] } });
  });

  it('tells damage from size', () => {
    const packed = deflateRawSync('x = 1\n'.repeat(400)).toString('base64url');
    const cut = decodeUrlState(`#v=1&code=${packed.slice(0, -6)}`);
    expect(cut).toMatchObject({ value: { problems: [{ field: 'code', fault: 'not-deflate' }] } });
    const bomb = deflateRawSync('0'.repeat(MAX_TEXT_BYTES * 40)).toString('base64url');
    expect(bomb.length).toBeLessThan(20_000);
    expect(decodeUrlState(`#v=1&code=${bomb}`)).toMatchObject({ value: { problems: [{ field: 'code', fault: 'too-large' }] } });
    expect(decodeUrlState(`#v=1&call=%zz`)).toMatchObject({ value: { problems: [{ field: 'call', fault: 'bad-escape' }] } });
  });

  it('does no work on an absurdly long fragment', () => {
    const text = `#v=1&code=${'A'.repeat(MAX_FRAGMENT_CHARACTERS)}`;
    expect(decodeUrlState(text)).toMatchObject({ ok: false, error: { kind: 'too-long', limit: MAX_FRAGMENT_CHARACTERS } });
  });

  it('has one upgrader for each older version', () => {
    expect(UPGRADERS).toHaveLength(URL_VERSION - 1);
  });

  it('still reads a link made when version 1 was new', () => {
    const recorded = '#v=1&code=y0vMTVWwVcjMKygt0dDkKijKzCvRUMrIVNJRyANKaXJl5hbkF5UoFFcWwyTz8wuKgdJpmTmptkBhveKSlNSiIk2uCiRzAA&call=f(3)&stdin=c0xJ5AIA&g=i&mode=free&step=6';
    expect(decodeUrlState(recorded)).toEqual({
      ok: true,
      value: {
        fields: {
          code: 'name = input()\nprint("hi", name)\nimport sys\nprint("oops", file=sys.stderr)\nx = input()\n',
          call: 'f(3)',
          stdin: 'Ada\n',
          granularity: 'instruction',
          mode: 'free-running',
          step: 6,
        },
        problems: [],
      },
    });
  });

  it('still reads a link made when version 2 was new', () => {
    const recorded = '#v=2&code=g4qjCuaBgp0LAA&call=S9Mw1gQA&stdin=c0xJ5AIA&g=i&mode=free&step=4&notes=i4421lEqyQCm7dJcpVidaAsdpcMrlXSUMpViYwE';
    expect(decodeUrlState(recorded)).toEqual({
      ok: true,
      value: {
        fields: {
          code: 'def f(n):\n    return n + 1\n',
          call: 'f(3)',
          stdin: 'Ada\n',
          granularity: 'instruction',
          mode: 'free-running',
          step: 4,
          notes: [{ granularity: 'line', step: 3, text: 'the sum' }, { granularity: 'instruction', step: 8, text: 'é' }],
        },
        problems: [],
      },
    });
  });

  it('keeps notes, whatever they say, and refuses what is none', () => {
    const notes = [{ granularity: 'line', step: 2, text: '<b>not HTML</b> & "so"' }, { granularity: 'instruction', step: 9, text: 'é 😀' }] as const;
    expect(decodeUrlState(encodeUrlState({ ...DEFAULT_STATE, notes }))).toMatchObject({ value: { fields: { notes }, problems: [] } });
    for (const bad of ['{}', '[[1]]', '[[-1,"a"]]', '[[1,2]]', 'no JSON', `[[1,"${'a'.repeat(1001)}"]]`]) {
      expect(decodeUrlState(`#v=2&notes=${packLinkText(bad)}`), bad).toMatchObject({ value: { fields: {}, problems: [{ field: 'notes', fault: 'not-notes' }] } });
    }
  });

  it('takes the address of a file from the web alone', () => {
    const url = 'https://example.org/a b/c.tracepad'.replace(' ', '%20');
    expect(decodeUrlState(`#url=${encodeURIComponent(url)}`)).toEqual({ ok: true, value: { fields: { url }, problems: [] } });
    expect(decodeUrlState(encodeUrlState({ ...DEFAULT_STATE, url }))).toEqual({ ok: true, value: { fields: { url }, problems: [] } });
    for (const bad of ['javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', '//example.org/x', 'https://a b']) {
      expect(decodeUrlState(`#url=${encodeURIComponent(bad)}`), bad).toMatchObject({ value: { problems: [{ field: 'url', fault: 'not-an-address' }] } });
    }
  });

  it('refuses a text that inflates beyond the limit', () => {
    const bomb = encodeBase64Url(deflate(new Uint8Array(MAX_TEXT_BYTES * 100)));
    expect(decodeUrlState(`#v=2&code=${bomb}`)).toMatchObject({ value: { problems: [{ field: 'code', fault: 'too-large' }] } });
  });

  it('opens links of Python Tutor', () => {
    const link = "#code=x%20%3D%20input%28%29%0Aprint%28x%20%2B%20'%26'%29&cumulative=false&curInstr=2&heapPrimitives=nevernest&mode=display&origin=opt-frontend.js&py=3&rawInputLstJSON=%5B%22a%22%2C%22b%22%5D&textReferences=false";
    expect(decodeUrlState(link)).toEqual({ ok: true, value: { fields: { code: "x = input()\nprint(x + '&')", call: '', stdin: 'a\nb', step: 3 }, problems: [] } });
    expect(decodeUrlState('#code=int+x%3B&py=c&curInstr=no&rawInputLstJSON=%7B%7D')).toMatchObject({
      value: { fields: { code: 'int x;', step: 0 }, problems: [{ field: 'code', fault: 'other-language' }, { field: 'stdin', fault: 'damaged' }, { field: 'step', fault: 'not-a-step' }] },
    });
    expect(decodeUrlState('#code=x')).toEqual({ ok: false, error: { kind: 'no-version' } });
  });
});
