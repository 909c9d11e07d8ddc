import { useMemo, useState, type MouseEvent, type ReactNode } from 'react';
import { Tabs } from '@base-ui/react/tabs';
import { useStore } from 'zustand';
import { TEXTS } from '../state/texts.ts';
import type { Tracepad } from '../state/tracepad.ts';
import { classNames } from '../ui/class-names.ts';
import { PanelSlotContext } from '../ui/panel-slot.ts';
import fade from '../ui/scroll-fade.module.css';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import type { View } from './views.tsx';
import styles from './ViewTabs.module.css';

interface ViewTabsProps {
  readonly app: Tracepad;
  /** Under which the chosen tab is kept. */
  readonly group: string;
  readonly views: readonly View[];
  /** At the end of the row of tabs. */
  readonly control?: ReactNode;
}

/** Views behind tabs, one at a time; the controls of the one in sight stand beside the tabs. */
export function ViewTabs({ app, group, views, control }: ViewTabsProps) {
  const kept = useStore(app.settings, (settings) => settings.tabs[group]);
  const chosen = views.find((view) => view.id === kept)?.id ?? views[0]?.id ?? '';
  const [element, setElement] = useState<HTMLElement | null>(null);
  const slot = useMemo(() => ({ element }), [element]);
  return (
    <Tabs.Root
      className={styles.tabs}
      data-trace-area="views"
      value={chosen}
      onValueChange={(id: unknown) => {
        if (typeof id === 'string') app.settings.setState({ tabs: { ...app.settings.getState().tabs, [group]: id } });
      }}
    >
      <div className={styles.row}>
        <Tabs.List className={classNames(styles.list, fade.fades)} aria-label={TEXTS.tabs.label}>
          {views.map((view) => (
            <Tabs.Tab key={view.id} value={view.id} className={styles.tab} onMouseDown={keepFocus} data-testid={`tab-${view.id}`}>
              {view.label}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <div ref={setElement} className={styles.slot} />
        {control !== undefined && <div className={styles.control}>{control}</div>}
      </div>
      <PanelSlotContext value={slot}>
        {views.map((view) => (
          <Tabs.Panel key={view.id} value={view.id} className={styles.panel} tabIndex={-1}>
            <ErrorBoundary what={view.label}>{view.panel}</ErrorBoundary>
          </Tabs.Panel>
        ))}
      </PanelSlotContext>
    </Tabs.Root>
  );
}

/** A press of the mouse leaves the focus where it is, so that the arrow keys go on stepping. */
function keepFocus(event: MouseEvent): void {
  event.preventDefault();
}
