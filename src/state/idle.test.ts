import { describe, expect, it } from 'vitest';
import { createIdleTracker, type IdleBoard } from './idle.ts';

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
