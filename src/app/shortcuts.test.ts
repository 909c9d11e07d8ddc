import { describe, expect, it } from 'vitest';
import { commandOf, type KeyPress } from './shortcuts.ts';

function press(key: string, more: Partial<KeyPress> = {}): ReturnType<typeof commandOf> {
  return commandOf({ key, ctrl: false, shift: false, alt: false, focus: 'trace', singleKeys: true, ...more });
}

describe('shortcuts', () => {
  it('act while the trace has the focus', () => {
    expect(press('ArrowRight')).toBe('forward');
    expect(press('ArrowLeft', { shift: true })).toBe('over-back');
    expect(press('Home')).toBe('first');
    expect(press(']')).toBe('divergence-forward');
    expect(press('?', { shift: true })).toBe('help');
    expect(press(' ')).toBe('play');
    expect([press('b'), press('c'), press('C', { shift: true }), press('o'), press('}', { shift: true })]).toEqual(['breakpoint', 'breakpoint-forward', 'breakpoint-back', 'out-forward', 'turn-forward']);
  });

  it('step as debuggers do, with Alt where the browser keeps the bare keys', () => {
    for (const alt of [false, true]) {
      expect([press('F10', { alt }), press('F11', { alt }), press('F11', { alt, shift: true }), press('F8', { alt, shift: true })]).toEqual(['over-forward', 'forward', 'out-forward', 'breakpoint-back']);
    }
    expect(press('F10', { focus: 'elsewhere' })).toBeNull();
    expect(press('F10', { singleKeys: false })).toBe('over-forward');
  });

  it('leave the editor, fields, menus and the browser alone', () => {
    for (const key of ['ArrowRight', 'g', '[', ' ', '?']) expect(press(key, { focus: 'elsewhere' })).toBeNull();
    expect(press('g', { ctrl: true })).toBeNull();
    expect(press('ArrowLeft', { alt: true })).toBeNull();
    expect(press('x')).toBeNull();
  });

  it('leave a slider its arrows and a button its space bar', () => {
    expect(press('ArrowRight', { focus: 'slider' })).toBeNull();
    expect(press(']', { focus: 'slider' })).toBe('divergence-forward');
    expect(press(' ', { focus: 'button' })).toBeNull();
    expect(press('ArrowRight', { focus: 'button' })).toBe('forward');
  });

  it('run from anywhere', () => {
    expect(press('Enter', { ctrl: true, focus: 'elsewhere' })).toBe('run');
    expect(press('k', { ctrl: true, focus: 'elsewhere' })).toBe('palette');
    expect(press('k')).toBeNull();
  });

  it('can be turned off as far as they are single characters', () => {
    expect(press('g', { singleKeys: false })).toBeNull();
    expect(press('ArrowRight', { singleKeys: false })).toBe('forward');
  });
});
