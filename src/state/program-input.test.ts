import { describe, expect, it } from 'vitest';
import type { RunEvents, RunRequest } from '../python/protocol.ts';
import { TraceScript } from '../trace/testing/trace-from-script.ts';
import { END_OF_INPUT, stdinLines, withLine } from './program-store.ts';
import { promptOf } from './run-store.ts';
import { startTracepad } from './start.ts';
import { page } from './testing/fake-page.ts';
import { fakePython } from './testing/small-trace.ts';
import type { Tracepad } from './tracepad.ts';

/** A step before each of two questions and one at the end; a run asks where its lines end, as a program of two `input()` does. */
function askingPython() {
  const requests: RunRequest[] = [];
  const run = (request: RunRequest, events: RunEvents): Promise<void> => {
    requests.push(request);
    const script = new TraceScript({ codes: { f: { locals: ['n'] } }, source: request.source, call: request.call });
    const given = request.stdin.length;
    for (let line = 0; line <= Math.min(2, given); line += 1) script.at('f', line + 1, { line: true, ...(line === 0 ? { call: true } : {}) });
    events.header(script.header);
    events.chunk({ ...script.cut(), stdout: ['Name? ', 'Name? Hello\nAge? '][given] ?? 'Name? Hello\nAge? \n' });
    events.end(given >= 2 || request.afterStdin === 'eof' ? { reason: 'finished', value: null } : { reason: 'input-needed' });
    return Promise.resolve();
  };
  return { ...fakePython({ run }), requests };
}

async function asking(stdin = ''): Promise<{ app: Tracepad; requests: RunRequest[] }> {
  const python = askingPython();
  const app = await startTracepad(page({ createPython: () => python, firstProgram: { code: 'x', call: 'f()', stdin } }));
  await app.runs.run();
  return { app, requests: python.requests };
}

function prompt(app: Tracepad): string | null {
  const run = app.run.getState();
  return run.kind === 'ended' && run.asks !== null ? promptOf(run.asks) : null;
}

describe('a program that asks for input', () => {
  it('gets line after line by being run again, and the step stays where it asked', async () => {
    const { app, requests } = await asking();
    expect(prompt(app)).toBe('Name? ');
    expect(app.trace.getState().step).toBe(1);
    app.navigation.goTo(0);
    await app.runs.answer('Ann');
    expect(prompt(app)).toBe('Age? ');
    expect(app.trace.getState().step).toBe(2);
    await app.runs.answer('');
    expect(prompt(app)).toBeNull();
    expect(app.trace.getState()).toMatchObject({ step: 2, loaded: { lines: { count: 4 } } });
    expect(requests.map(({ stdin, afterStdin }) => [stdin, afterStdin])).toEqual([
      [[], 'ask'],
      [['Ann'], 'ask'],
      [['Ann', ''], 'ask'],
    ]);
    expect(app.program.getState().stdin).toBe('Ann\n\n');
    expect(app.trace.getState().loaded?.program.stdin).toBe('Ann\n\n');
  });

  it('asks again for an answer that is taken back, which stands in the field', async () => {
    const { app, requests } = await asking();
    await app.runs.answer('Ann');
    await app.runs.answer('7');
    expect(prompt(app)).toBeNull();
    await app.runs.askAgain();
    expect(prompt(app)).toBe('Age? ');
    expect(app.run.getState()).toMatchObject({ asks: { draft: '7' } });
    expect(app.program.getState().stdin).toBe('Ann\n');
    expect(app.trace.getState().step).toBe(2);
    await app.runs.answer(null);
    await app.runs.askAgain();
    expect(app.run.getState()).toMatchObject({ asks: { draft: '' } });
    await app.runs.askAgain();
    expect(prompt(app)).toBe('Name? ');
    expect(app.run.getState()).toMatchObject({ asks: { draft: 'Ann' } });
    const runs = requests.length;
    await app.runs.askAgain();
    expect(requests).toHaveLength(runs);
    await app.runs.answer('Bo');
    expect(requests.at(-1)).toMatchObject({ stdin: ['Bo'], afterStdin: 'ask' });
    expect(app.run.getState()).toMatchObject({ asks: { draft: '' } });
  });

  it('can be told that there are no more lines, and a link says so too', async () => {
    const { app, requests } = await asking('Ann');
    await app.runs.answer(null);
    expect(requests.at(-1)).toMatchObject({ stdin: ['Ann'], afterStdin: 'eof' });
    const { address } = app.shareLink();
    const fragment = address.slice(address.indexOf('#'));
    const python = askingPython();
    const reader = await startTracepad(page({ createPython: () => python, fragment }));
    await reader.runs.run();
    expect(python.requests.at(-1)).toMatchObject({ stdin: ['Ann'], afterStdin: 'eof' });
  });

  it('is not answered once it was changed, nor while nothing asks', async () => {
    const { app, requests } = await asking();
    app.program.setState({ code: 'y' });
    await app.runs.answer('Ann');
    expect(requests).toHaveLength(1);
    app.program.setState({ code: 'x' });
    await app.runs.answer('Ann');
    await app.runs.answer('3');
    await app.runs.answer('too many');
    expect(requests).toHaveLength(3);
  });
});

describe('lines of input', () => {
  it('are added after what is there, whatever it ends in', () => {
    expect(withLine('', 'a')).toBe('a\n');
    expect(withLine('a', '')).toBe('a\n\n');
    expect(withLine('a\r\n', 'b')).toBe('a\r\nb\n');
    expect(withLine(`a${END_OF_INPUT}`, 'b')).toBe('a\nb\n');
    for (const lines of [[''], ['a'], ['', ''], ['a', '', 'b']]) expect(stdinLines(lines.reduce(withLine, ''))).toEqual(lines);
    expect(stdinLines(`a\nb${END_OF_INPUT}`)).toEqual(['a', 'b']);
    expect(stdinLines(END_OF_INPUT)).toEqual([]);
  });
});
