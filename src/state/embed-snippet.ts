/** HTML that shows the page inside of another one. */

/** Height of an embed until it has told its own, in CSS px. */
const FIRST_HEIGHT = 420;

/** @param address of the app, without a fragment. The sandbox allows scripts, and a new tab for the link to the whole page; the embed works without the latter. */
export function embedSnippet(address: string, fragment: string): string {
  const embed = new URL('embed.html', address).href + fragment;
  const escaped = embed.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
  return `<iframe src="${escaped}" title="A Python program, step by step" width="100%" height="${String(FIRST_HEIGHT)}" loading="lazy" sandbox="allow-scripts allow-popups" style="border:1px solid #ccc;border-radius:6px"></iframe>`;
}
