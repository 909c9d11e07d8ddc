/** Every view of the page that stands behind a tab. A new one is one more entry. */
import type { ReactNode } from 'react';
import { AccuracyPanel } from '../features/accuracy/AccuracyPanel.tsx';
import { BatchPanel } from '../features/batch/BatchPanel.tsx';
import { BytecodePanel } from '../features/bytecode/BytecodePanel.tsx';
import { ComparePanel } from '../features/compare/ComparePanel.tsx';
import { EXAMPLE_PROGRAMS } from '../features/examples/programs.ts';
import { HeapPanel } from '../features/heap/HeapPanel.tsx';
import { InsideLinePanel } from '../features/inside-line/InsideLinePanel.tsx';
import { OutputPanel } from '../features/output/OutputPanel.tsx';
import { QuizPanel } from '../features/quiz/QuizPanel.tsx';
import { StatePanel } from '../features/states/StatePanel.tsx';
import { TokensPanel } from '../features/tokens/TokensPanel.tsx';
import { TraceTablePanel } from '../features/trace-table/TraceTablePanel.tsx';
import { TEXTS } from '../state/texts.ts';
import type { Tracepad } from '../state/tracepad.ts';

/** A data set that is always at hand. */
const EXAMPLES = EXAMPLE_PROGRAMS.map(({ title, code, call }) => ({ id: title, source: code, call }));

export interface View {
  /** Also the name of its tab: `tab-<id>`. */
  readonly id: string;
  readonly label: string;
  /** In the palette, where there is room for more than on a tab. */
  readonly name?: string;
  readonly panel: ReactNode;
  /**
   * Where it stands on a wide page: above (tables of values) or below (pictures of one step), on the right. On a
   * narrow page all stand behind one row of tabs; what is `narrow` has a place of its own on a wide one.
   */
  readonly region: 'upper' | 'lower' | 'narrow';
}

export function viewsOf(app: Tracepad): readonly View[] {
  return [
    { id: 'states', region: 'upper', label: TEXTS.tabs.states, panel: <StatePanel app={app} /> },
    { id: 'table', region: 'upper', label: TEXTS.tabs.table, panel: <TraceTablePanel app={app} /> },
    { id: 'heap', region: 'lower', label: TEXTS.tabs.heap, panel: <HeapPanel app={app} /> },
    { id: 'inside', region: 'lower', label: TEXTS.tabs.inside, panel: <InsideLinePanel app={app} /> },
    { id: 'bytecode', region: 'lower', label: TEXTS.tabs.bytecode, panel: <BytecodePanel app={app} /> },
    { id: 'tokens', region: 'lower', label: TEXTS.tabs.tokens, panel: <TokensPanel app={app} /> },
    { id: 'accuracy', region: 'lower', label: TEXTS.tabs.accuracy, panel: <AccuracyPanel app={app} /> },
    { id: 'compare', region: 'lower', label: TEXTS.tabs.compare, panel: <ComparePanel app={app} /> },
    { id: 'batch', region: 'lower', label: TEXTS.tabs.batch, panel: <BatchPanel app={app} examples={EXAMPLES} /> },
    { id: 'quiz', region: 'lower', label: TEXTS.tabs.quiz, name: TEXTS.quiz.title, panel: <QuizPanel app={app} /> },
    { id: 'output', region: 'narrow', label: TEXTS.tabs.output, panel: <OutputPanel app={app} /> },
  ];
}
