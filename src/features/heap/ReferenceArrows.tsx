import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { ObjectId } from '../../trace/wire.ts';
import { classNames } from '../../ui/class-names.ts';
import { arrowPath } from './arrow-path.ts';
import type { HeapModel } from './heap-model.ts';
import styles from './HeapPanel.module.css';

interface ReferenceArrowsProps {
  /** A new model is a new drawing. */
  readonly model: HeapModel;
  /** The object whose arrows stand out; the others step back. */
  readonly lit: ObjectId | null;
  /** Changes with whatever else moves the boxes. */
  readonly shape: string;
}

interface Arrow {
  readonly to: string;
  readonly path: string;
}

interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly arrows: readonly Arrow[];
}

const NOTHING: Drawing = { width: 0, height: 0, arrows: [] };

/** Curves from every reference to its object, over the boxes. The numbers in the text say the same to who cannot see them. */
export function ReferenceArrows({ model, lit, shape }: ReferenceArrowsProps) {
  const svg = useRef<SVGSVGElement>(null);
  const [drawing, setDrawing] = useState(NOTHING);
  const measure = useCallback((): void => {
    // The picture's own ref is not set yet when its children are first laid out.
    const host = svg.current?.parentElement;
    if (host) setDrawing((before) => unlessSame(before, measureArrows(host)));
  }, []);

  useLayoutEffect(measure, [measure, model, shape]);
  useEffect(() => {
    const host = svg.current?.parentElement;
    if (!host) return undefined;
    const observer = new ResizeObserver(measure);
    observer.observe(host);
    // The objects stay in sight while the frames move past them.
    const pane = host.parentElement;
    pane?.addEventListener('scroll', measure, { passive: true });
    return () => {
      observer.disconnect();
      pane?.removeEventListener('scroll', measure);
    };
  }, [measure]);

  return (
    <svg ref={svg} className={styles.arrows} width={drawing.width} height={drawing.height} aria-hidden="true">
      <defs>
        <marker id="heap-arrow-head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto-start-reverse">
          <path d="M0.5 0.8 7.5 4 0.5 7.2z" fill="currentColor" />
        </marker>
      </defs>
      {drawing.arrows.map(({ to, path }, index) => (
        <path key={index} className={classNames(lit !== null && (to === String(lit) ? styles.arrowLit : styles.arrowDim))} d={path} markerEnd="url(#heap-arrow-head)" />
      ))}
    </svg>
  );
}

/** Arrow heads stand in rows below the top edge of a box, so that several can be told apart. */
const ENTRY_OFFSET = 14;

/** Below a box, down to what stands under it, in px: there arrows of items that stand in a row run level, side by side. */
const LANES = { first: 4, last: 14, apart: 4 };

/** A drawing that is the same is no reason to render again. */
function unlessSame(before: Drawing, now: Drawing): Drawing {
  const same = before.width === now.width && before.height === now.height && before.arrows.length === now.arrows.length && before.arrows.every(({ to, path }, index) => to === now.arrows[index]?.to && path === now.arrows[index].path);
  return same ? before : now;
}

/**
 * The height, in the window, at which the arrow of each reference runs level that has an item beside it in a row: over that item it
 * would be taken for the item's own. The leftmost runs lowest, so that they do not cross. `boxes`: the objects, by id.
 */
function lanesOf(references: Iterable<HTMLElement>, boxes: ReadonlyMap<string, DOMRect>): Map<HTMLElement, number> {
  const rows = new Map<DOMRect, HTMLElement[]>();
  for (const reference of references) {
    const box = boxes.get(reference.closest<HTMLElement>('[data-object]')?.dataset.object ?? '');
    if (box === undefined || !reference.closest('li')?.nextElementSibling) continue;
    const row = rows.get(box);
    if (row === undefined) rows.set(box, [reference]);
    else row.push(reference);
  }
  const lanes = new Map<HTMLElement, number>();
  for (const [box, row] of rows) {
    const apart = Math.min(LANES.apart, (LANES.last - LANES.first) / row.length);
    for (const [index, reference] of row.entries()) lanes.set(reference, box.bottom + LANES.first + (row.length - 1 - index) * apart);
  }
  return lanes;
}

function measureArrows(host: HTMLElement): Drawing {
  const references = host.querySelectorAll<HTMLElement>('[data-reference]');
  // Measuring lays out the page at once: where there is nothing to draw, that is most of what a step costs.
  if (references.length === 0) return NOTHING;
  const origin = host.getBoundingClientRect();
  const boxes = new Map<string, DOMRect>();
  const ends = new Map<Element | null, number>();
  for (const column of host.querySelectorAll('[data-column]')) ends.set(column, column.getBoundingClientRect().right - origin.left + host.scrollLeft);
  for (const box of host.querySelectorAll<HTMLElement>('[data-object]')) boxes.set(box.dataset.object ?? '', box.getBoundingClientRect());
  const lanes = lanesOf(references, boxes);
  const arrows: Arrow[] = [];
  for (const reference of references) {
    const to = reference.dataset.reference ?? '';
    const target = boxes.get(to);
    if (target === undefined) continue;
    const from = reference.getBoundingClientRect();
    const x = from.left + from.width / 2 - origin.left + host.scrollLeft;
    const y = from.top + from.height / 2 - origin.top + host.scrollTop;
    const left = target.left - origin.left + host.scrollLeft;
    const right = target.right - origin.left + host.scrollLeft;
    const top = target.top - origin.top + host.scrollTop + ENTRY_OFFSET;
    const lane = lanes.get(reference);
    const level = lane === undefined ? y : lane - origin.top + host.scrollTop;
    const columnEnd = ends.get(reference.closest('[data-column]')) ?? x;
    arrows.push({ to, path: arrowPath({ x, y }, { left, right, y: top }, columnEnd, level) });
  }
  return { width: host.scrollWidth, height: host.scrollHeight, arrows };
}
