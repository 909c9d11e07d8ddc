/** Whether a name is one of Python's own, such as `__init__`. */
export function isDunder(name: string): boolean {
  return name.length > 4 && name.startsWith('__') && name.endsWith('__');
}
