import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createIdleTracker, type IdleBoard, whenQuiet } from './idle.ts';

describe('idle tracker', () => {
  it('is idle before any work and after all of it', async () => {
    const board: IdleBoard = {};
    const idle = createIdleTracker(board);
    expect(board).toEqual({ idle: 'true', busy: '' });
    const endRun = idle.begin('run');
    const endPredict = idle.begin('predict');
    idle.begin('predict')();
    expect(board).toEqual({ idle: 'false', busy: 'predict run' });
    endRun();
    endRun();
    expect(idle.reasons()).toEqual(['predict']);
    endPredict();
    expect(board.idle).toBe('true');
    await expect(idle.during('share', Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(board.idle).toBe('true');
  });

  it('tells of every change of its reasons, and of none twice', () => {
    const idle = createIdleTracker({});
    const told: string[] = [];
    const stop = idle.subscribe(() => told.push(idle.reasons().join(' ')));
    const endRun = idle.begin('run');
    const endSecond = idle.begin('run');
    const endPredict = idle.begin('predict');
    endRun();
    endSecond();
    stop();
    endPredict();
    expect(told).toEqual(['run', 'predict run', 'predict']);
  });
});

describe('whenQuiet', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('waits until nothing has been under way for so long, and acts once', () => {
    const idle = createIdleTracker({});
    const act = vi.fn();
    const endRun = idle.begin('run');
    whenQuiet(idle, 4000, act);
    vi.advanceTimersByTime(10_000);
    endRun();
    vi.advanceTimersByTime(3999);
    idle.begin('predict')();
    vi.advanceTimersByTime(3999);
    expect(act).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(act).toHaveBeenCalledTimes(1);
    idle.begin('run')();
    vi.advanceTimersByTime(10_000);
    expect(act).toHaveBeenCalledTimes(1);
  });
});
