import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deflateText } from './deflate.ts';
import { decodeUrlState, encodeUrlState, MAX_FRAGMENT_CHARACTERS, MAX_TEXT_BYTES, UPGRADERS, URL_VERSION, type UrlState } from './url-state.ts';

const EMPTY: UrlState = { code: '', call: '', stdin: '', granularity: 'line', mode: 'teacher-forced', step: 0 };

const wellFormed = fc.string({ unit: 'binary', maxLength: 300 });
const anyState: fc.Arbitrary<UrlState> = fc.record({
  code: wellFormed,
  call: wellFormed,
  stdin: wellFormed,
  granularity: fc.constantFrom('line', 'instruction'),
  mode: fc.constantFrom('teacher-forced', 'free-running'),
  step: fc.nat({ max: 1_000_000 }),
});

describe('url state', () => {
  it('comes back as it went in', async () => {
    await fc.assert(
      fc.asyncProperty(anyState, async (state) => {
        const decoded = await decodeUrlState(await encodeUrlState(state));
        expect(decoded).toEqual({ ok: true, value: { fields: expect.anything(), problems: [] } });
        if (decoded.ok) expect({ ...EMPTY, ...decoded.value.fields }).toEqual(state);
      }),
      { numRuns: 60 },
    );
  });

  it('never throws, whatever the fragment', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), fc.constantFrom('', '#', '#v=1&', '#v=1&code=', '#v=1&call=', '#v=1&step='), async (text, start) => {
        await decodeUrlState(start + text);
      }),
      { numRuns: 200 },
    );
  });

  it('leaves defaults out', async () => {
    expect(await encodeUrlState(EMPTY)).toBe('#v=1');
  });

  it('uses only characters that survive in a fragment', async () => {
    const fragment = await encodeUrlState({ ...EMPTY, code: 'print("ä & #")\n'.repeat(20), call: 'f("a b", {1: \'#&=\'})' });
    expect(fragment).toMatch(/^#[\w&=%.!~*'()-]+$/);
  });

  it('takes no fragment as no link', async () => {
    expect(await decodeUrlState('')).toEqual({ ok: true, value: { fields: {}, problems: [] } });
    expect(await decodeUrlState('#')).toEqual({ ok: true, value: { fields: {}, problems: [] } });
  });

  it('names a version that is too new, missing or no number', async () => {
    expect(await decodeUrlState('#v=7&code=x')).toEqual({ ok: false, error: { kind: 'too-new', version: 7, newest: URL_VERSION } });
    expect(await decodeUrlState('#code=x')).toEqual({ ok: false, error: { kind: 'no-version' } });
    expect(await decodeUrlState('#v=one')).toEqual({ ok: false, error: { kind: 'bad-version', text: 'one' } });
  });

  it('loses only the bad field', async () => {
    const good = await encodeUrlState({ ...EMPTY, code: 'x = 1', call: 'f(2)' });
    const decoded = await decodeUrlState(`${good}&stdin=!!!&g=z&mode=odd&step=-3`);
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

  it('tells damage from size', async () => {
    const packed = await deflateText('x = 1\n'.repeat(400));
    const cut = await decodeUrlState(`#v=1&code=${packed.slice(0, -6)}`);
    expect(cut).toMatchObject({ value: { problems: [{ field: 'code', fault: 'not-deflate' }] } });
    const bomb = await deflateText('0'.repeat(MAX_TEXT_BYTES * 40));
    expect(bomb.length).toBeLessThan(20_000);
    expect(await decodeUrlState(`#v=1&code=${bomb}`)).toMatchObject({ value: { problems: [{ field: 'code', fault: 'too-large' }] } });
    expect(await decodeUrlState(`#v=1&call=%zz`)).toMatchObject({ value: { problems: [{ field: 'call', fault: 'bad-escape' }] } });
  });

  it('does no work on an absurdly long fragment', async () => {
    const text = `#v=1&code=${'A'.repeat(MAX_FRAGMENT_CHARACTERS)}`;
    expect(await decodeUrlState(text)).toMatchObject({ ok: false, error: { kind: 'too-long', limit: MAX_FRAGMENT_CHARACTERS } });
  });

  it('has one upgrader for each older version', () => {
    expect(UPGRADERS).toHaveLength(URL_VERSION - 1);
  });

  it('still reads a link made when version 1 was new', async () => {
    const recorded = '#v=1&code=y0vMTVWwVcjMKygt0dDkKijKzCvRUMrIVNJRyANKaXJl5hbkF5UoFFcWwyTz8wuKgdJpmTmptkBhveKSlNSiIk2uCiRzAA&call=f(3)&stdin=c0xJ5AIA&g=i&mode=free&step=6';
    expect(await decodeUrlState(recorded)).toEqual({
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
});
