/** Throws where the code itself is wrong. Expected failures are results (`result.ts`), never assertions. */
export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(`Assertion failed: ${message}`);
}

/** Marks a branch that the types say cannot be reached; a new union member makes it a compile error. */
export function assertNever(value: never): never {
  throw new Error(`Unexpected value: ${JSON.stringify(value)}`);
}

/** The element at `index`; a missing one is a bug of the caller. */
export function at<T>(items: ArrayLike<T>, index: number): T {
  const item = items[index];
  if (item === undefined) throw new Error(`No element ${String(index)} in a list of ${String(items.length)}`);
  return item;
}
