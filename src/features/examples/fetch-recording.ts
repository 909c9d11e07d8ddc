/** The recordings of the examples, as `npm run examples` wrote them. */

/** The file of an example's recording; null where it cannot be had (the page then runs the example). Never rejects. */
export async function fetchRecording(id: string): Promise<Uint8Array | null> {
  try {
    const response = await fetch(`examples/${id}.tracepad`);
    return response.ok ? new Uint8Array(await response.arrayBuffer()) : null;
  } catch {
    return null;
  }
}
