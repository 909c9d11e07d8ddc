import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { ObjectId } from '../../trace/wire.ts';
import { classNames } from '../../ui/class-names.ts';
import { arrowPath, type Box, type Column, type Point } from './arrow-path.ts';
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

/** Below a box, down to what stands under it, in px: there arrows run level, side by side. */
const LANES = { first: 4, last: 14, apart: 4 };

/** A drawing that is the same is no reason to render again. */
function unlessSame(before: Drawing, now: Drawing): Drawing {
  const same = before.width === now.width && before.height === now.height && before.arrows.length === now.arrows.length && before.arrows.every(({ to, path }, index) => to === now.arrows[index]?.to && path === now.arrows[index].path);
  return same ? before : now;
}

/** A box and the place of its column. */
interface Placed {
  readonly box: Box;
  readonly column: number;
}

interface Layout {
  readonly columns: readonly Column[];
  /** Frames and objects. */
  readonly placed: ReadonlyMap<Element, Placed>;
  readonly objects: ReadonlyMap<string, Placed>;
}

/** `origin`: the corner of the picture, in the window. */
function layoutOf(host: HTMLElement, origin: Point): Layout {
  const boxOf = (element: Element): Box => {
    const { left, right, top, bottom } = element.getBoundingClientRect();
    return { left: left - origin.x, right: right - origin.x, top: top - origin.y, bottom: bottom - origin.y };
  };
  const placed = new Map<Element, Placed>();
  const objects = new Map<string, Placed>();
  const columns = [...host.querySelectorAll('[data-column]')].map((element, column) => {
    const boxes: Box[] = [];
    for (const child of element.children) {
      const box = boxOf(child);
      boxes.push(box);
      placed.set(child, { box, column });
      const id = child instanceof HTMLElement ? child.dataset.object : undefined;
      if (id !== undefined) objects.set(id, { box, column });
    }
    const { left, right } = boxOf(element);
    return { left, right, boxes };
  });
  return { columns, placed, objects };
}

interface Drawn extends Placed {
  readonly reference: HTMLElement;
  readonly to: Placed;
}

/** References to objects that are drawn, with the box that each is in. */
function drawnReferences(references: Iterable<HTMLElement>, { placed, objects }: Layout): Drawn[] {
  const drawn: Drawn[] = [];
  for (const reference of references) {
    const to = objects.get(reference.dataset.reference ?? '');
    const own = placed.get(reference.closest('[data-column] > *') ?? reference);
    if (to !== undefined && own !== undefined) drawn.push({ reference, to, ...own });
  }
  return drawn;
}

/**
 * The height at which an arrow runs level below its box: one of an item that has another beside it, over which it would be taken for
 * that one's own, and one that goes back to the left. Of the items of a box that point to the right the leftmost runs lowest, of those
 * that point back the rightmost, of a table's the uppermost: so they do not cross.
 */
function lanesOf(drawn: readonly Drawn[]): Map<HTMLElement, number> {
  const sharing = new Map<Box, HTMLElement[]>();
  for (const { reference, box, column, to } of drawn) {
    const item = reference.closest('li');
    const goesBack = to.column < column;
    if (!goesBack && !item?.nextElementSibling) continue;
    const others = sharing.get(box) ?? [];
    sharing.set(box, others);
    if (goesBack && item !== null) others.unshift(reference);
    else others.push(reference);
  }
  const lanes = new Map<HTMLElement, number>();
  for (const [box, list] of sharing) {
    const apart = Math.min(LANES.apart, (LANES.last - LANES.first) / list.length);
    for (const [index, reference] of list.entries()) lanes.set(reference, box.bottom + LANES.first + (list.length - 1 - index) * apart);
  }
  return lanes;
}

function measureArrows(host: HTMLElement): Drawing {
  const references = host.querySelectorAll<HTMLElement>('[data-reference]');
  // Measuring lays out the page at once: where there is nothing to draw, that is most of what a step costs.
  if (references.length === 0) return NOTHING;
  const corner = host.getBoundingClientRect();
  const origin = { x: corner.left - host.scrollLeft, y: corner.top - host.scrollTop };
  const layout = layoutOf(host, origin);
  const drawn = drawnReferences(references, layout);
  const lanes = lanesOf(drawn);
  const arrows = drawn.map(({ reference, box, column, to }): Arrow => {
    const { left, top, width, height } = reference.getBoundingClientRect();
    const table = to.column < column ? reference.closest('table') : null;
    const tableEnd = table === null ? null : table.getBoundingClientRect().right - origin.x;
    const from = { x: left + width / 2 - origin.x, y: top + height / 2 - origin.y, box, column, tableEnd, lane: lanes.get(reference) ?? null };
    return { to: reference.dataset.reference ?? '', path: arrowPath(from, { ...to, y: to.box.top + ENTRY_OFFSET }, layout.columns) };
  });
  return { width: host.scrollWidth, height: host.scrollHeight, arrows };
}
