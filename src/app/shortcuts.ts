/** The keys of the page. Single keys act only while the trace has the focus: never in the editor, in a field or in a menu. */
import type { Tracepad } from '../state/tracepad.ts';
import { GO_TO_STEP_EVENT, HELP_EVENT, PALETTE_EVENT } from '../ui/events.ts';

/** Marks the parts of the page that are the trace. */
export const TRACE_AREA = 'data-trace-area';

/** What a key press is, as far as shortcuts go. */
export interface KeyPress {
  readonly key: string;
  readonly ctrl: boolean;
  readonly shift: boolean;
  readonly alt: boolean;
  /** Where the focus is. */
  readonly focus: 'trace' | 'slider' | 'button' | 'elsewhere';
  readonly singleKeys: boolean;
}

export type Command =
  | 'run'
  | 'help'
  | 'palette'
  | 'back'
  | 'forward'
  | 'over-back'
  | 'over-forward'
  | 'first'
  | 'last'
  | 'divergence-back'
  | 'divergence-forward'
  | 'line-back'
  | 'line-forward'
  | 'out-back'
  | 'out-forward'
  | 'breakpoint'
  | 'breakpoint-back'
  | 'breakpoint-forward'
  | 'exception-back'
  | 'exception-forward'
  | 'turn-back'
  | 'turn-forward'
  | 'play'
  | 'go-to'
  | 'granularity'
  | 'fold';

const WITHOUT_SHIFT: Readonly<Record<string, Command>> = {
  ArrowLeft: 'back',
  ArrowRight: 'forward',
  Home: 'first',
  End: 'last',
};

const SINGLE_KEYS: Readonly<Record<string, Command>> = {
  '[': 'divergence-back',
  ']': 'divergence-forward',
  ',': 'line-back',
  '.': 'line-forward',
  ' ': 'play',
  g: 'go-to',
  f: 'fold',
  i: 'granularity',
  o: 'out-forward',
  O: 'out-back',
  b: 'breakpoint',
  c: 'breakpoint-forward',
  C: 'breakpoint-back',
  e: 'exception-forward',
  E: 'exception-back',
  '}': 'turn-forward',
  '{': 'turn-back',
  '?': 'help',
};

/** As debuggers have them; with Alt too, for browsers that keep the bare keys. Shift goes out of a function. */
const FUNCTION_KEYS: Readonly<Record<string, readonly [plain: Command, shifted: Command]>> = {
  F8: ['breakpoint-forward', 'breakpoint-back'],
  F10: ['over-forward', 'over-back'],
  F11: ['forward', 'out-forward'],
};

/** What a key press asks for; null where it is not for the trace. Pure, so that the whole table can be tested. */
export function commandOf(press: KeyPress): Command | null {
  if (press.key === 'Enter' && press.ctrl && !press.alt) return 'run';
  if (press.key.toLowerCase() === 'k' && press.ctrl && !press.alt && !press.shift) return 'palette';
  if (press.ctrl || press.focus === 'elsewhere') return null;
  const debuggerKey = FUNCTION_KEYS[press.key];
  if (debuggerKey !== undefined) return debuggerKey[press.shift ? 1 : 0];
  if (press.alt) return null;
  // A slider moves by the arrow keys, and a button is pressed by the space bar, of themselves.
  const arrows = press.focus !== 'slider';
  if (press.shift && arrows && press.key === 'ArrowLeft') return 'over-back';
  if (press.shift && arrows && press.key === 'ArrowRight') return 'over-forward';
  const plain = press.shift || !arrows ? undefined : WITHOUT_SHIFT[press.key];
  if (plain !== undefined) return plain;
  if (!press.singleKeys || (press.key === ' ' && press.focus === 'button')) return null;
  return SINGLE_KEYS[press.key] ?? null;
}

/** Where the focus is, as the shortcuts see it. */
export function focusOf(target: EventTarget | null): KeyPress['focus'] {
  if (!(target instanceof HTMLElement)) return 'elsewhere';
  if (target === document.body) return 'trace';
  if (target.closest(`[${TRACE_AREA}]`) === null || target.closest('[role="dialog"], [role="menu"]') !== null) return 'elsewhere';
  if (target instanceof HTMLInputElement) return target.type === 'range' ? 'slider' : 'elsewhere';
  if (target.closest('textarea, select, [contenteditable], .monaco-editor') !== null) return 'elsewhere';
  return target.closest('button, a') === null ? 'trace' : 'button';
}

export function runCommand(app: Tracepad, command: Command): void {
  const { navigation } = app;
  const act: Readonly<Record<Command, () => void>> = {
    run: () => void app.runs.run(),
    help: () => window.dispatchEvent(new Event(HELP_EVENT)),
    palette: () => window.dispatchEvent(new Event(PALETTE_EVENT)),
    back: navigation.back,
    forward: navigation.forward,
    'over-back': () => navigation.over('back'),
    'over-forward': () => navigation.over('forward'),
    first: navigation.first,
    last: navigation.last,
    'divergence-back': () => navigation.divergence('back'),
    'divergence-forward': () => navigation.divergence('forward'),
    'line-back': () => navigation.sameLine('back'),
    'line-forward': () => navigation.sameLine('forward'),
    'out-back': () => navigation.out('back'),
    'out-forward': () => navigation.out('forward'),
    breakpoint: navigation.toggleBreakpoint,
    'breakpoint-back': () => navigation.toBreakpoint('back'),
    'breakpoint-forward': () => navigation.toBreakpoint('forward'),
    'exception-back': () => navigation.exception('back'),
    'exception-forward': () => navigation.exception('forward'),
    'turn-back': () => navigation.turn('back'),
    'turn-forward': () => navigation.turn('forward'),
    play: navigation.togglePlaying,
    'go-to': () => window.dispatchEvent(new Event(GO_TO_STEP_EVENT)),
    granularity: navigation.toggleGranularity,
    fold: () => app.settings.setState(({ folded }) => ({ folded: !folded })),
  };
  act[command]();
}

/** Listens on the page; gives back how to stop. */
export function listenForKeys(app: Tracepad): () => void {
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing) return;
    const command = commandOf({
      key: event.key,
      ctrl: event.ctrlKey || event.metaKey,
      shift: event.shiftKey,
      alt: event.altKey,
      focus: focusOf(event.target),
      singleKeys: app.settings.getState().singleKeys,
    });
    if (command === null) return;
    event.preventDefault();
    runCommand(app, command);
  };
  window.addEventListener('keydown', onKeyDown);
  return () => window.removeEventListener('keydown', onKeyDown);
}
