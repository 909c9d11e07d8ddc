/** What axe finds wrong with a page. */
import { AxeBuilder } from '@axe-core/playwright';
import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';

/** A line for each violation. `part`: a selector of the part of the page to look at; all of it takes axe its time. */
export async function violations(page: Page, part?: string): Promise<string[]> {
  const builder = new AxeBuilder({ page });
  const { violations: found } = await (part === undefined ? builder : builder.include(part)).analyze();
  return found.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}: ${node.failureSummary ?? ''}`));
}

/** In the light and in the dark. Without motion: what fades in is no violation. */
export async function expectAccessible(page: Page, where: string, part?: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    expect(await violations(page, part), `${where}, ${colorScheme}`).toEqual([]);
  }
}
