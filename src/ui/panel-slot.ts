import { createContext, use } from 'react';

/** Where a panel behind a tab puts its note and its controls: beside the tabs, so that they take no row of their own. */
export interface PanelSlot {
  /** Null until it is on the page. */
  readonly element: HTMLElement | null;
}

export const PanelSlotContext = createContext<PanelSlot | null>(null);

/** The slot of the tabs around; null for a panel that stands by itself. */
export function usePanelSlot(): PanelSlot | null {
  return use(PanelSlotContext);
}
