/** Token colours for what CSS does not reach: canvases and Monaco. */

/** The colours of `names` (custom properties without their `--`) as they are now on `element`, as `#rrggbb` or `rgba(…)`. */
export function readColors<Name extends string>(element: Element, names: readonly Name[]): Record<Name, string> {
  const probe = document.createElement('span');
  probe.hidden = true;
  // With forced colours every element's colour is that of the system; here the token itself is wanted.
  probe.style.setProperty('forced-color-adjust', 'none');
  element.append(probe);
  const context = document.createElement('canvas').getContext('2d');
  const colors = {} as Record<Name, string>;
  for (const name of names) {
    probe.style.color = `var(--${name})`;
    const computed = getComputedStyle(probe).color;
    // Assigning to fillStyle brings every notation of CSS to one of two forms.
    if (context !== null) context.fillStyle = computed;
    colors[name] = typeof context?.fillStyle === 'string' ? context.fillStyle : computed;
  }
  probe.remove();
  return colors;
}

/** Calls back when the page turns light or dark, by the system or by the switch; gives back how to stop. */
export function onThemeChange(changed: () => void): () => void {
  const queries = ['(prefers-color-scheme: dark)', '(forced-colors: active)'].map((query) => window.matchMedia(query));
  for (const query of queries) query.addEventListener('change', changed);
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  return () => {
    for (const query of queries) query.removeEventListener('change', changed);
    observer.disconnect();
  };
}

/** Whether the page is dark now. */
export function isDark(): boolean {
  const { theme } = document.documentElement.dataset;
  if (theme === 'light') return false;
  if (theme === 'dark' || theme === 'contrast') return true;
  return window.matchMedia('(prefers-color-scheme: dark)').matches;
}
