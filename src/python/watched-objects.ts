/**
 * Objects whose content changes with another object that they hold no reference to: weak references, when what they are
 * to is freed; memoryviews, when the bytes are set that they show.
 */
import { Shape } from './shapes.ts';

export class WatchedObjects {
  /** Some must be looked at in the record that begins. */
  isDue = false;
  private readonly weakReferences = new Set<number>();
  private readonly memoryViews = new Set<number>();
  private referentGone = false;

  clear(): void {
    this.weakReferences.clear();
    this.memoryViews.clear();
    this.referentGone = false;
    this.isDue = false;
  }

  /** A new object has the id `id`. */
  add(id: number, shape: Shape): void {
    if (shape === Shape.WEAK_REFERENCE) this.weakReferences.add(id);
    else if (shape === Shape.MEMORY_VIEW) {
      this.memoryViews.add(id);
      this.isDue = true;
    }
  }

  /** The object with the id `id` is gone. */
  drop(id: number): void {
    this.weakReferences.delete(id);
    this.memoryViews.delete(id);
  }

  /** Some object that has an id is about to be freed. */
  objectGone(): void {
    if (this.weakReferences.size === 0) return;
    this.referentGone = true;
    this.isDue = true;
  }

  look(touch: (id: number) => void): void {
    for (const id of this.memoryViews) touch(id);
    if (this.referentGone) for (const id of this.weakReferences) touch(id);
    this.referentGone = false;
    this.isDue = this.memoryViews.size > 0;
  }
}
