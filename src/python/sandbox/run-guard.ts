/**
 * Stands between a worker's messages and the app during one run: passes on what is valid and in order, keeps account
 * of its size, and makes up what is missing, so that the app always sees one header, chunks, one end.
 */
import type { TraceEnd, TraceHeader } from '../../trace/wire.ts';
import type { RunEvents, RunRequest } from '../protocol.ts';
import { headerOf } from '../run-conditions.ts';
import { checkChunk, chunkBytes } from './chunk-check.ts';
import { checkHeader } from './message-check.ts';
import type { CheckedMessage } from './message-check.ts';

/** What each message costs at least: a flood of empty ones is bounded by the trace limit too. */
const MESSAGE_BYTES = 1024;
/** The recorder stops at the limit between two chunks; a chunk over it is not yet a lie. */
const TRACE_SLACK = 1.25;

/** `more`: the run goes on. `ended`: the worker ended it and can run again. `kill`: the page ended it. */
export type Verdict = 'more' | 'ended' | 'kill';

export class RunGuard {
  readonly #request: RunRequest;
  readonly #events: RunEvents;
  readonly #python: string;
  #header: TraceHeader | null = null;
  #frames = 0;
  #strings = 0;
  #bytes = 0;
  #ended = false;

  /** `python`: the version that a header is given where the run ends before the worker sent one. */
  constructor(request: RunRequest, events: RunEvents, python: string) {
    this.#request = request;
    this.#events = events;
    this.#python = python;
  }

  accept(message: CheckedMessage | null): Verdict {
    if (this.#ended) return 'kill';
    switch (message?.kind) {
      case 'header':
        return this.#acceptHeader(message.header);
      case 'chunk':
        return this.#acceptChunk(message.chunk);
      case 'end':
        this.end(message.end);
        return message.end.reason === 'interpreter-died' ? 'kill' : 'ended';
      case 'ready':
      case 'failed':
      case undefined:
        return this.#reject('a message of an unknown form');
    }
  }

  /** Ends the run from the page's side (or for the worker); later calls do nothing. */
  end(end: TraceEnd): void {
    if (this.#ended) return;
    this.#ended = true;
    if (this.#header === null) {
      this.#events.header(headerOf(this.#request, this.#python, []));
    }
    this.#events.end(end);
  }

  #acceptHeader(data: unknown): Verdict {
    if (this.#header !== null) return this.#reject('a second header');
    const header = checkHeader(data, this.#request);
    if (header === null) return this.#reject('a malformed header');
    this.#header = header;
    this.#events.header(header);
    return 'more';
  }

  #acceptChunk(data: unknown): Verdict {
    if (this.#header === null) return this.#reject('a chunk before the header');
    const chunk = checkChunk(data, { codes: this.#header.codes.length, frames: this.#frames, strings: this.#strings });
    if ('invalid' in chunk) return this.#reject(chunk.invalid);
    this.#bytes += MESSAGE_BYTES + chunkBytes(chunk);
    if (this.#bytes > TRACE_SLACK * this.#request.limits.maxTraceBytes + MESSAGE_BYTES) {
      this.end({ reason: 'memory-limit', what: 'trace', bytes: this.#request.limits.maxTraceBytes });
      return 'kill';
    }
    this.#frames += chunk.frameCodes.length;
    this.#strings += chunk.strings.length;
    this.#events.chunk(chunk);
    return 'more';
  }

  #reject(what: string): Verdict {
    this.end({ reason: 'interpreter-died', message: `The interpreter sent ${what}; it was restarted.` });
    return 'kill';
  }
}
