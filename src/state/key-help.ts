/** The help sheet's table of keys; the same keys are bound in `app/shortcuts.ts`. Another language is one more such file, beside `texts.ts`. */

interface KeyHelp {
  readonly keys: readonly string[];
  readonly does: string;
}

export const KEY_HELP: readonly { readonly title: string; readonly keys: readonly KeyHelp[] }[] = [
  {
    title: 'Anywhere',
    keys: [
      { keys: ['Ctrl', 'Enter'], does: 'Run (⌘ Enter on a Mac)' },
      { keys: ['Ctrl', 'K'], does: 'Find an action (⌘ K on a Mac)' },
      { keys: ['Esc'], does: 'From the editor to the trace' },
      { keys: ['?'], does: 'This sheet' },
    ],
  },
  {
    title: 'Step',
    keys: [
      { keys: ['←'], does: 'One step back' },
      { keys: ['→'], does: 'One step forward' },
      { keys: ['Shift', '←'], does: 'Back over a call' },
      { keys: ['Shift', '→'], does: 'Forward over a call' },
      { keys: ['F10'], does: 'Forward over a call (Shift: back; Alt F10 where the browser keeps F10)' },
      { keys: ['F11'], does: 'Into the call (Alt F11 where the browser keeps F11)' },
      { keys: ['o'], does: 'Out of the function (also Shift F11; O: back to its call)' },
      { keys: ['Home'], does: 'First step' },
      { keys: ['End'], does: 'Last step' },
      { keys: ['Space'], does: 'Play and pause' },
    ],
  },
  {
    title: 'Go on to',
    keys: [
      { keys: ['g'], does: 'Go to a step by number' },
      { keys: ['.'], does: 'Next run of this line' },
      { keys: [','], does: 'Previous run of this line' },
      { keys: ['}'], does: 'Next turn of the loop' },
      { keys: ['{'], does: 'Previous turn of the loop' },
      { keys: ['e'], does: 'Next exception (E: previous)' },
      { keys: ['b'], does: 'Breakpoint at this line' },
      { keys: ['c'], does: 'On to the next breakpoint (also F8)' },
      { keys: ['C'], does: 'Back to the previous breakpoint (also Shift F8)' },
    ],
  },
  {
    title: 'Predictions',
    keys: [
      { keys: [']'], does: 'Next wrong prediction' },
      { keys: ['['], does: 'Previous wrong prediction' },
    ],
  },
  {
    title: 'What is shown',
    keys: [
      { keys: ['i'], does: 'Lines or instructions' },
      { keys: ['f'], does: 'Timeline: fold loops and recursion' },
    ],
  },
];
