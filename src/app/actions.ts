/** Every action of the page by name, for the palette. */
import type { Action } from '../features/palette/matching.ts';
import { KEY_HELP } from '../state/key-help.ts';
import { STRATEGIES, taskOf } from '../state/prediction-task.ts';
import type { Theme } from '../state/settings-store.ts';
import { TEXTS } from '../state/texts.ts';
import type { Tracepad } from '../state/tracepad.ts';
import { runCommand, type Command } from './shortcuts.ts';
import { viewsOf, type View } from './views.tsx';

const COMMANDS: readonly Command[] = ['run', 'forward', 'back', 'over-forward', 'over-back', 'first', 'last', 'out-forward', 'out-back', 'line-forward', 'line-back', 'turn-forward', 'turn-back', 'exception-forward', 'exception-back', 'breakpoint', 'breakpoint-forward', 'breakpoint-back', 'divergence-forward', 'divergence-back', 'go-to', 'play', 'granularity', 'fold', 'help'];
const THEMES: readonly Theme[] = ['system', 'light', 'dark', 'contrast'];

export function actionsOf(app: Tracepad): readonly Action[] {
  const { commands, show } = TEXTS.palette;
  const { settings } = app;
  const action = (id: string, label: string, act: () => void): Action => ({ id, label, keys: keysOf(label), act });
  return [
    ...COMMANDS.map((command) => action(command, commands[command], () => runCommand(app, command))),
    action('stop', commands.stop, () => app.runs.stop()),
    ...viewsOf(app).map((view) => action(`show-${view.id}`, `${show} ${view.name ?? view.label}`, () => showView(app, view))),
    action('forced', commands.forced, () => app.models.setMode('teacher-forced')),
    action('free', commands.free, () => app.models.setMode('free-running')),
    ...STRATEGIES.map((strategy) => action(`strategy-${strategy}`, `${commands.strategy} ${TEXTS.strategy.names[strategy]}`, () => app.models.setTask(taskOf(strategy, app.predictions.getState().task.granularity, 'auto')))),
    action('arrows', commands.arrows, () => settings.setState({ references: 'arrows' })),
    action('numbers', commands.numbers, () => settings.setState({ references: 'numbers' })),
    ...THEMES.map((theme) => action(`theme-${theme}`, TEXTS.bar.theme[theme], () => settings.setState({ theme }))),
    action('single-keys', commands.singleKeys, () => settings.setState({ singleKeys: !settings.getState().singleKeys })),
    action('first-steps', commands.hint, () => settings.setState({ hintSeen: false })),
  ];
}

/** Brings a view to the front, and the keyboard to it: to what is pressed first in it, where it has such a thing. */
function showView({ settings }: Tracepad, { id, region }: View): void {
  const { tabs, whole } = settings.getState();
  const isHidden = whole !== null && region !== 'narrow' && whole !== region;
  settings.setState({ tabs: { ...tabs, narrow: id, ...(region === 'narrow' ? {} : { [region]: id }) }, ...(isHidden ? { whole: null } : {}) });
  requestAnimationFrame(() => {
    const tab = document.querySelector(`[data-testid="tab-${id}"]`);
    const panel = document.getElementById(tab?.getAttribute('aria-controls') ?? '');
    (panel?.querySelector<HTMLElement>('[data-first-stop]') ?? panel)?.focus();
  });
}

/** The keys that the help sheet has for an action of the same name. */
function keysOf(label: string): readonly string[] {
  for (const { keys } of KEY_HELP) {
    const found = keys.find(({ does }) => does === label || does.startsWith(`${label} (`));
    if (found !== undefined) return found.keys;
  }
  return [];
}
