export interface Action {
  readonly id: string;
  readonly label: string;
  /** The keys that do the same; none where there are none. */
  readonly keys: readonly string[];
  readonly act: () => void;
}

/** The actions whose name has every word of the query, those that begin with it first; all of them for an empty one. */
export function matchingActions(actions: readonly Action[], query: string): readonly Action[] {
  const wanted = query.trim().toLowerCase();
  if (wanted === '') return actions;
  const words = wanted.split(/\s+/);
  const found = actions.filter(({ label }) => words.every((word) => label.toLowerCase().includes(word)));
  const begins = (action: Action): number => (action.label.toLowerCase().startsWith(wanted) ? 0 : 1);
  return found.toSorted((left, right) => begins(left) - begins(right));
}
