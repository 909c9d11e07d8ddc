/** Gives a file to the person, by the browser's own way of saving. */
export function saveFile(name: string, content: Blob): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser has read the address by then, as a click is dispatched at once.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
