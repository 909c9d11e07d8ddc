import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeBase64Url } from '../base/base64.ts';
import { dynamicTarget, parseAnswer } from '../scratchpad/dynamic.ts';
import { describeToken } from '../scratchpad/tokenizer.ts';
import { BYTE_BASE, GRAMMAR_VERSION, Id, type GrammarVersion } from '../scratchpad/vocabulary.ts';
import { scratchpadStates } from '../scratchpad/trace-steps.ts';
import { lineSteps } from '../trace/line-steps.ts';
import { deflate } from './inflate.ts';
import { packLinkRecording, unpackLinkRecording, type LinkProgram } from './link-recording.ts';
import { packLinkText, unpackLinkText } from './link-text.ts';
import type { PredictionRecord } from './prediction-record.ts';
import { smallTrace } from './testing/small-recording.ts';

const FIXTURES = path.join(import.meta.dirname, 'fixtures');
interface Fixture {
  readonly program: LinkProgram;
  readonly packed: string;
  readonly expected: unknown;
}

const trace = smallTrace();
const program: LinkProgram = { code: trace.header.source, call: 'f(3)', stdin: '' };

/** Right but for one answer that is wrong in its middle, one that never ends and one that could not be asked for. */
function record(mode: PredictionRecord['mode'], version: GrammarVersion = GRAMMAR_VERSION): PredictionRecord {
  const states = scratchpadStates(lineSteps(trace));
  const steps = states.slice(0, -1).map((before, from) => {
    const target = dynamicTarget(before, states[from + 1] ?? before, null, [], version);
    const ids = target.ok ? [...target.value] : [];
    if (from === 1) ids[ids.length - 2] = 90;
    if (from === 2) ids.splice(0, ids.length, ...Array.from({ length: 150 }, (_, place) => (place < 5 ? Id.VAR : 368 + (((place * 2_654_435_761) >>> 13) % 90))));
    const tokens = ids.map((id, place) => {
      const token = { id, text: describeToken(id), logProbability: place % 5 === 4 ? Math.log(0.6) : 0 };
      return { ...token, alternatives: place % 5 === 4 ? [token, { id: 400, text: describeToken(400), logProbability: Math.log(0.35) }] : [token] };
    });
    return { from, outcome: parseAnswer(ids, before), tokens, verifiedTokens: 0 };
  });
  if (mode === 'teacher-forced') steps[3] = { from: 3, outcome: { kind: 'not-predictable', why: { reason: 'context-too-small', tokens: 9, limit: 8 } }, tokens: [], verifiedTokens: 0 } as never;
  else steps.length = 1;
  return { model: 'small', digest: '0123456789abcdef', provider: 'wasm', strategy: 'dynamic', granularity: 'line', jump: 1, dtype: null, grammarVersion: version, tokenizerSha256: null, mode, sampling: null, steps };
}

describe('link recording', () => {
  it('keeps what was predicted, and what else the model thought of', () => {
    const predictions = [record('teacher-forced'), record('free-running', 3), record('free-running', 1)];
    const packed = packLinkRecording(program, { trace, predictions }) ?? '';
    const read = unpackLinkRecording(program, packed);
    expect(read.ok).toBe(true);
    if (!read.ok) return;
    expect(read.value.predictions.map(({ mode }) => mode)).toEqual(['teacher-forced', 'free-running', 'free-running']);
    expect(read.value.predictions.map(({ grammarVersion }) => grammarVersion)).toEqual([4, 2, 1]);
    for (const [place, kept] of read.value.predictions.entries()) {
      const meant = predictions[place];
      expect(kept.steps.map(({ from, outcome, tokens }) => ({ from, outcome, ids: tokens.map(({ id }) => id) }))).toEqual(
        meant?.steps.map(({ from, outcome, tokens }) => ({ from, outcome, ids: tokens.map(({ id }) => id) })),
      );
    }
    expect(read.value.predictions[0]?.steps[2]?.tokens[4]?.alternatives.map(({ id }) => id)).toEqual([Id.VAR, 400]);
    expect(read.value.predictions[0]?.steps[2]?.tokens[4]?.logProbability).toBeCloseTo(Math.log(0.6));
  });

  it('leaves the working of answers out, and with it nothing else', () => {
    const meant = record('teacher-forced', 2);
    const working = [Id.EXPRESSION, BYTE_BASE + 55, Id.IS, BYTE_BASE + 55].map((id) => ({ id, text: describeToken(id), logProbability: 0, alternatives: [] }));
    const steps = meant.steps.map((step) => (step.outcome.kind === 'not-predictable' ? step : { ...step, tokens: [...working, ...step.tokens] }));
    const read = unpackLinkRecording(program, packLinkRecording(program, { trace, predictions: [{ ...meant, grammarVersion: GRAMMAR_VERSION, steps }] }) ?? '');
    expect(read.ok && read.value.predictions[0]?.steps.map(({ outcome, tokens }) => ({ outcome, ids: tokens.map(({ id }) => id) }))).toEqual(
      meant.steps.map(({ outcome, tokens }) => ({ outcome, ids: tokens.map(({ id }) => id) })),
    );
  });

  it.each([1, 2, 4])('of version %i of the scratchpad loads for ever', (version) => {
    const { program: told, packed, expected } = JSON.parse(readFileSync(path.join(FIXTURES, `link-v${String(version)}.json`), 'utf8')) as Fixture;
    const read = unpackLinkRecording(told, packed);
    expect(read.ok).toBe(true);
    if (!read.ok) return;
    const found = read.value.predictions.map(({ mode, steps }) => ({
      mode,
      steps: steps.map(({ from, outcome }) => {
        const state = outcome.kind === 'state' ? outcome.state : null;
        const top = state?.frames.at(-1);
        const locals = top === undefined ? null : Object.fromEntries(top.locals.map(({ name, value }) => [name, value]));
        return { from, kind: outcome.kind, line: top?.line ?? null, locals, value: state?.value ?? null };
      }),
    }));
    expect(found).toEqual(expected);
  });

  it('gives up detail, never an outcome, where room is short', () => {
    const predictions = [record('teacher-forced')];
    const full = packLinkRecording(program, { trace, predictions }) ?? '';
    const short = packLinkRecording(program, { trace, predictions }, 1) ?? '';
    expect(short.length).toBeLessThan(full.length);
    const read = unpackLinkRecording(program, short);
    expect(read.ok && read.value.predictions[0]?.steps.map(({ outcome }) => outcome)).toEqual(predictions[0]?.steps.map(({ outcome }) => outcome));
    expect(read.ok && read.value.predictions[0]?.steps[2]?.tokens.length).toBe(64);
  });

  it('leaves out predictions that it does not know', () => {
    const odd: PredictionRecord = { ...record('teacher-forced'), strategy: 'compact' };
    const read = unpackLinkRecording(program, packLinkRecording(program, { trace, predictions: [odd] }) ?? '');
    expect(read.ok && read.value.predictions).toEqual([]);
  });

  it('passes for its own program alone, whole and unchanged', () => {
    const packed = packLinkRecording(program, { trace, predictions: [] }) ?? '';
    for (const other of [{ ...program, code: `${program.code}#` }, { ...program, call: 'f(4)' }, { ...program, stdin: '1' }]) {
      expect(unpackLinkRecording(other, packed)).toEqual({ ok: false, error: 'not-its-code' });
    }
    expect(unpackLinkRecording(program, packed.slice(0, -4))).toEqual({ ok: false, error: 'not-its-code' });
    expect(unpackLinkRecording(program, `${packed.slice(0, 40)}${packed[40] === 'A' ? 'B' : 'A'}${packed.slice(41)}`)).toEqual({ ok: false, error: 'not-its-code' });
    expect(unpackLinkRecording(program, `~${packed}`)).toEqual({ ok: false, error: 'not-base64url' });
    expect(unpackLinkRecording(program, `Zz${packed.slice(2)}`)).toEqual({ ok: false, error: 'too-new' });
    expect(unpackLinkRecording(program, '')).toEqual({ ok: false, error: 'not-its-code' });
  });

  it('stays short: a link of six lines needs no more than a chat message', () => {
    expect(packLinkRecording(program, { trace, predictions: [] })?.length).toBeLessThan(140);
  });
});

describe('link text', () => {
  it('comes back as it went in, lone surrogates too', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        expect(unpackLinkText(packLinkText(text), 10_000)).toEqual({ ok: true, value: text });
      }),
    );
    expect(unpackLinkText(packLinkText('\ud800x'), 100)).toEqual({ ok: true, value: '\ud800x' });
  });

  it('refuses what inflates beyond the limit, soon', () => {
    const bomb = encodeBase64Url(deflate(new Uint8Array(60_000_000)));
    expect(bomb.length).toBeLessThan(100_000);
    expect(unpackLinkText(bomb, 100_000)).toEqual({ ok: false, error: 'too-large' });
  });

  it('names what is wrong', () => {
    expect(unpackLinkText('!', 100)).toEqual({ ok: false, error: 'not-base64url' });
    expect(unpackLinkText('', 100)).toEqual({ ok: false, error: 'not-deflate' });
    expect(unpackLinkText(encodeBase64Url(deflate(Uint8Array.of(0xff, 0xfe))), 100)).toEqual({ ok: false, error: 'not-utf8' });
  });
});
