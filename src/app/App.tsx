import { useEffect, type MouseEvent, type ReactNode } from 'react';
import { Tabs } from '@base-ui/react/tabs';
import { Group, Panel as Pane, Separator } from 'react-resizable-panels';
import { AccuracyPanel } from '../features/accuracy/AccuracyPanel.tsx';
import { BytecodePanel } from '../features/bytecode/BytecodePanel.tsx';
import { ComparePanel } from '../features/compare/ComparePanel.tsx';
import { EditorPanel } from '../features/editor/EditorPanel.tsx';
import { ExampleNotice } from '../features/examples/ExamplesMenu.tsx';
import { HeapPanel } from '../features/heap/HeapPanel.tsx';
import { OutputPanel } from '../features/output/OutputPanel.tsx';
import { QuizPanel } from '../features/quiz/QuizPanel.tsx';
import { StatePanel } from '../features/states/StatePanel.tsx';
import { StepBar } from '../features/step-bar/StepBar.tsx';
import { Timeline } from '../features/timeline/Timeline.tsx';
import { TokensPanel } from '../features/tokens/TokensPanel.tsx';
import { TEXTS } from '../state/texts.ts';
import type { Tracepad } from '../state/tracepad.ts';
import { useMedia } from '../ui/use-media.ts';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { LinkNotice } from './LinkNotice.tsx';
import { LiveRegion } from './LiveRegion.tsx';
import { listenForKeys } from './shortcuts.ts';
import { TopBar } from './TopBar.tsx';
import { useTraceFocus } from './use-trace-focus.ts';
import styles from './App.module.css';

interface AppProps {
  readonly app: Tracepad;
}

/** Below this width the panels stand behind tabs, one at a time. */
const NARROW = '(max-width: 860px)';

export function App({ app }: AppProps) {
  const narrow = useMedia(NARROW);
  useEffect(() => listenForKeys(app), [app]);
  const traceArea = useTraceFocus(app);
  return (
    <ErrorBoundary what="the page">
      <div className={styles.app}>
        <TopBar app={app} />
        <LinkNotice app={app} />
        <main className={styles.work} data-testid="work">
          {narrow ? <NarrowLayout app={app} /> : <WideLayout app={app} />}
        </main>
        <footer ref={traceArea} className={styles.dock} data-trace-area="dock" data-testid="trace-area" tabIndex={-1} aria-label={TEXTS.steps.title}>
          <ErrorBoundary what={TEXTS.steps.title}>
            <StepBar app={app} />
            <Timeline app={app} />
          </ErrorBoundary>
        </footer>
        <LiveRegion app={app} />
      </div>
    </ErrorBoundary>
  );
}

interface View {
  readonly id: string;
  readonly label: string;
  readonly panel: ReactNode;
  /** Part of the trace, as the keys see it. */
  readonly trace: boolean;
}

function WideLayout({ app }: AppProps) {
  return (
    <Group orientation="horizontal" className={styles.group}>
      <Pane id="left" defaultSize="40%" minSize="260px">
        <Group orientation="vertical" className={styles.group}>
          <Pane id="program" defaultSize="74%" minSize="140px">
            <div className={styles.stackedPanel}>
              <ExampleNotice app={app} />
              <div className={styles.fill}>
                <Guarded view={{ id: 'code', label: TEXTS.editor.title, panel: <EditorPanel app={app} />, trace: false }} />
              </div>
            </div>
          </Pane>
          <Divider />
          <Pane id="output" defaultSize="26%" minSize="70px">
            <Guarded view={{ id: 'output', label: TEXTS.output.title, panel: <OutputPanel app={app} />, trace: true }} />
          </Pane>
        </Group>
      </Pane>
      <Divider vertical />
      <Pane id="right" minSize="320px">
        <Group orientation="vertical" className={styles.group}>
          <Pane id="states" defaultSize="52%" minSize="120px">
            <Guarded view={{ id: 'states', label: TEXTS.states.title, panel: <StatePanel app={app} />, trace: true }} />
          </Pane>
          <Divider />
          <Pane id="views" minSize="120px">
            <Views
              views={[
                { id: 'heap', label: TEXTS.tabs.heap, panel: <HeapPanel app={app} />, trace: true },
                { id: 'bytecode', label: TEXTS.tabs.bytecode, panel: <BytecodePanel app={app} />, trace: true },
                { id: 'tokens', label: TEXTS.tabs.tokens, panel: <TokensPanel app={app} />, trace: true },
                { id: 'accuracy', label: TEXTS.tabs.accuracy, panel: <AccuracyPanel app={app} />, trace: true },
                { id: 'compare', label: TEXTS.tabs.compare, panel: <ComparePanel app={app} />, trace: true },
                { id: 'quiz', label: TEXTS.tabs.quiz, panel: <QuizPanel app={app} />, trace: true },
              ]}
            />
          </Pane>
        </Group>
      </Pane>
    </Group>
  );
}

function NarrowLayout({ app }: AppProps) {
  return (
    <Views
      views={[
        {
          id: 'code',
          label: TEXTS.tabs.code,
          trace: false,
          panel: (
            <div className={styles.stackedPanel}>
              <ExampleNotice app={app} />
              <div className={styles.fill}>
                <EditorPanel app={app} />
              </div>
            </div>
          ),
        },
        { id: 'states', label: TEXTS.tabs.states, panel: <StatePanel app={app} />, trace: true },
        { id: 'heap', label: TEXTS.tabs.heap, panel: <HeapPanel app={app} />, trace: true },
        { id: 'bytecode', label: TEXTS.tabs.bytecode, panel: <BytecodePanel app={app} />, trace: true },
        { id: 'tokens', label: TEXTS.tabs.tokens, panel: <TokensPanel app={app} />, trace: true },
        { id: 'accuracy', label: TEXTS.tabs.accuracy, panel: <AccuracyPanel app={app} />, trace: true },
        { id: 'compare', label: TEXTS.tabs.compare, panel: <ComparePanel app={app} />, trace: true },
        { id: 'quiz', label: TEXTS.tabs.quiz, panel: <QuizPanel app={app} />, trace: true },
        { id: 'output', label: TEXTS.tabs.output, panel: <OutputPanel app={app} />, trace: true },
      ]}
    />
  );
}

function Views({ views }: { readonly views: readonly View[] }) {
  return (
    <Tabs.Root className={styles.tabs} data-trace-area="views" defaultValue={views[0]?.id ?? ''}>
      <Tabs.List className={styles.tabList} aria-label={TEXTS.tabs.label}>
        {views.map((view) => (
          <Tabs.Tab key={view.id} value={view.id} className={styles.tab} onMouseDown={keepFocus} data-testid={`tab-${view.id}`}>
            {view.label}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {views.map((view) => (
        <Tabs.Panel key={view.id} value={view.id} className={styles.tabPanel} tabIndex={-1}>
          <Guarded view={view} />
        </Tabs.Panel>
      ))}
    </Tabs.Root>
  );
}

/** A press of the mouse leaves the focus where it is, so that the arrow keys go on stepping. */
function keepFocus(event: MouseEvent): void {
  event.preventDefault();
}

/** A panel behind its own error boundary, marked as part of the trace where it is. */
function Guarded({ view }: { readonly view: View }) {
  const marks = view.trace ? { 'data-trace-area': view.id } : {};
  return (
    <div className={styles.fill} {...marks}>
      <ErrorBoundary what={view.label}>{view.panel}</ErrorBoundary>
    </div>
  );
}

function Divider({ vertical = false }: { readonly vertical?: boolean }) {
  return <Separator className={vertical ? styles.dividerVertical : styles.dividerHorizontal} />;
}
