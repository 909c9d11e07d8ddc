/** The checks let every honest trace through: what the tracer writes of real programs is believed. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { createNodeRunner, runRequest } from '../node-runner.ts';
import type { PythonRunner, RunEvents } from '../protocol.ts';
import { checkMessage } from './message-check.ts';
import { RunGuard } from './run-guard.ts';

const PROGRAMS = path.join(import.meta.dirname, '..', 'testing', 'programs');

let runner: PythonRunner;

beforeAll(async () => {
  runner = createNodeRunner();
  await runner.ready;
}, 60_000);

describe.each(['line', 'instruction'] as const)('at granularity %s', (granularity) => {
  it.each(readdirSync(PROGRAMS).filter((name) => name.endsWith('.py')))('%s', async (name) => {
    const request = runRequest(readFileSync(path.join(PROGRAMS, name), 'utf8'), { granularity });
    const heard: string[] = [];
    const events: RunEvents = {
      header: () => heard.push('header'),
      chunk: () => heard.push('chunk'),
      end: (end) => heard.push(end.reason),
    };
    const guard = new RunGuard(request, events, '3.14.2');
    // As the border does: by structured clone, then checked.
    const send = (message: unknown): void => {
      guard.accept(checkMessage(structuredClone(message)));
    };
    let reason = '';
    await runner.run(request, {
      header: (header) => send({ kind: 'header', run: 1, header }),
      chunk: (chunk) => send({ kind: 'chunk', run: 1, chunk }),
      end: (end) => {
        reason = end.reason;
        send({ kind: 'end', run: 1, end, interpreterBytes: 1 });
      },
    });
    expect(heard.at(0)).toBe('header');
    expect(heard.filter((what) => what !== 'header' && what !== 'chunk')).toEqual([reason]);
    expect(reason).not.toBe('interpreter-died');
  });
});
