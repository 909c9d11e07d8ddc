import { useEffect, useState, type ReactNode } from 'react';
import { Group, Panel as Pane, Separator } from 'react-resizable-panels';
import { useStore } from 'zustand';
import { EditorPanel } from '../features/editor/EditorPanel.tsx';
import { ExampleNotice } from '../features/examples/ExamplesMenu.tsx';
import { ModelBadge } from '../features/model-badge/ModelBadge.tsx';
import { OutputPanel } from '../features/output/OutputPanel.tsx';
import { StrategyBar } from '../features/strategy-bar/StrategyBar.tsx';
import { TEXTS } from '../state/texts.ts';
import type { Tracepad } from '../state/tracepad.ts';
import type { PaneGroup } from '../state/view-fields.ts';
import { IconButton } from '../ui/Button.tsx';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { useSwipe } from './use-swipe.ts';
import { viewsOf, type View } from './views.tsx';
import { ViewTabs } from './ViewTabs.tsx';
import styles from './Layouts.module.css';

interface LayoutProps {
  readonly app: Tracepad;
}

type Region = 'upper' | 'lower';

/** The program and its output on the left; on the right two groups of views, of which one can have the whole height. */
export function WideLayout({ app }: LayoutProps) {
  const whole = useStore(app.settings, (settings) => settings.whole);
  const views = viewsOf(app);
  const group = (region: Region): ReactNode => (
    <ViewTabs
      app={app}
      group={region}
      views={views.filter((view) => view.region === region)}
      control={
        <IconButton
          icon={whole === region ? 'restore' : 'maximise'}
          label={whole === region ? TEXTS.tabs.restore : TEXTS.tabs.maximise}
          aria-pressed={whole === region}
          onClick={() => app.settings.setState({ whole: whole === region ? null : region })}
          data-testid={`whole-${region}`}
        />
      }
    />
  );
  return (
    <Panes app={app} name="columns" orientation="horizontal">
      <Pane id="left" defaultSize="40%" minSize="260px">
        <Panes app={app} name="left" orientation="vertical">
          <Pane id="program" defaultSize="78%" minSize="140px">
            <Program app={app} />
          </Pane>
          <Divider />
          <Pane id="output" defaultSize="22%" minSize="38px">
            <div className={styles.fill} data-trace-area="output">
              <ErrorBoundary what={TEXTS.output.title}>
                <OutputPanel app={app} />
              </ErrorBoundary>
            </div>
          </Pane>
        </Panes>
      </Pane>
      <Divider vertical />
      <Pane id="right" minSize="320px">
        <WithStrategy app={app}>
          {whole === null ? (
            <Panes app={app} name="right" orientation="vertical">
              <Pane id="upper" defaultSize="50%" minSize="120px">
                {group('upper')}
              </Pane>
              <Divider />
              <Pane id="lower" minSize="120px">
                {group('lower')}
              </Pane>
            </Panes>
          ) : (
            group(whole)
          )}
        </WithStrategy>
      </Pane>
    </Panes>
  );
}

/** The program above, every view behind tabs below it; a swipe steps. */
export function NarrowLayout({ app }: LayoutProps) {
  const views: readonly View[] = viewsOf(app);
  const swipe = useSwipe(app);
  useOutputWhenAsked(app);
  return (
    <div className={styles.fill} {...swipe}>
      <Panes app={app} name="narrow" orientation="vertical">
        <Pane id="program" defaultSize="38%" minSize="90px">
          <Program app={app} />
        </Pane>
        <Divider />
        <Pane id="views" minSize="120px">
          <WithStrategy app={app}>
            <ViewTabs app={app} group="narrow" views={views} />
          </WithStrategy>
        </Pane>
      </Panes>
    </div>
  );
}

/** Where the output stands behind a tab it comes to the front when the program that a person has run asks for a line. */
function useOutputWhenAsked({ run, settings }: Tracepad): void {
  useEffect(
    () =>
      run.subscribe((now) => {
        if (now.kind !== 'ended' || now.asks?.isAwaited !== true) return;
        settings.setState({ tabs: { ...settings.getState().tabs, narrow: 'output' } });
      }),
    [run, settings],
  );
}

/** Views with the bar above them that says how the model predicts what they show. */
function WithStrategy({ app, children }: LayoutProps & { readonly children: ReactNode }) {
  return (
    <div className={styles.program}>
      <ErrorBoundary what={TEXTS.strategy.bar}>
        <StrategyBar app={app} model={<ModelBadge app={app} />} />
      </ErrorBoundary>
      <div className={styles.programCode}>{children}</div>
    </div>
  );
}

function Program({ app }: LayoutProps) {
  return (
    <div className={styles.program}>
      <ExampleNotice app={app} />
      <div className={styles.programCode}>
        <ErrorBoundary what={TEXTS.editor.title}>
          <EditorPanel app={app} />
        </ErrorBoundary>
      </div>
    </div>
  );
}

interface PanesProps extends LayoutProps {
  /** Under which the sizes are kept. */
  readonly name: PaneGroup;
  readonly orientation: 'horizontal' | 'vertical';
  readonly children: ReactNode;
}

/** Panes whose sizes a person can change, and finds again. */
function Panes({ app, name, orientation, children }: PanesProps) {
  const [first] = useState(() => app.settings.getState().layouts[name]);
  return (
    <Group
      orientation={orientation}
      className={styles.group}
      {...(first === undefined ? {} : { defaultLayout: first })}
      onLayoutChanged={(layout, { isUserInteraction }) => {
        if (isUserInteraction) app.settings.setState({ layouts: { ...app.settings.getState().layouts, [name]: layout } });
      }}
    >
      {children}
    </Group>
  );
}

function Divider({ vertical = false }: { readonly vertical?: boolean }) {
  return <Separator className={vertical ? styles.dividerVertical : styles.dividerHorizontal} />;
}
