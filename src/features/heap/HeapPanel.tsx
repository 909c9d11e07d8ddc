import { useEffect, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { TEXTS } from '../../state/texts.ts';
import { currentRecord, stepsOfView } from '../../state/trace-store.ts';
import type { Tracepad } from '../../state/tracepad.ts';
import { referencesAway } from '../../state/view-wording.ts';
import type { StepIndex } from '../../trace/line-steps.ts';
import { LAST_LEVEL, objectLevels } from '../../trace/object-levels.ts';
import { stateAt } from '../../trace/trace-state.ts';
import type { Trace } from '../../trace/trace.ts';
import type { ObjectId } from '../../trace/wire.ts';
import { Empty, Panel } from '../../ui/Panel.tsx';
import { classNames } from '../../ui/class-names.ts';
import { Segmented } from '../../ui/Segmented.tsx';
import { showSoon } from '../../ui/show-soon.ts';
import { heapModel, type ObjectBox } from './heap-model.ts';
import { FrameBoxView, ObjectBoxView } from './HeapBoxes.tsx';
import { ReferenceArrows } from './ReferenceArrows.tsx';
import styles from './HeapPanel.module.css';

interface HeapPanelProps {
  readonly app: Tracepad;
}

const NONE: ReadonlySet<ObjectId> = new Set();

/** Of a deep call stack the outermost and the innermost frames are shown, the rest on demand. */
const FRAMES_SHOWN = { first: 2, last: 8 };

/** The boxes from left to right: an object stands in the same column at all steps, whatever refers to it there. */
function columnsOf(trace: Trace, objects: readonly ObjectBox[]): readonly (readonly ObjectBox[])[] {
  const levels = objectLevels(trace);
  const columns: ObjectBox[][] = Array.from({ length: LAST_LEVEL + 1 }, () => []);
  for (const object of objects) columns[levels.get(object.id) ?? 0]?.push(object);
  return columns.filter((column) => column.length > 0);
}

/** The object of the box or of the reference that the pointer is at. */
function objectAt(target: EventTarget): ObjectId | null {
  const element = target instanceof Element ? target.closest<HTMLElement>('[data-reference], [data-object]') : null;
  const id = element?.dataset.reference ?? element?.dataset.object;
  return id === undefined ? null : (Number(id) as ObjectId);
}

/** Frames and the objects that they hold. */
export function HeapPanel({ app }: HeapPanelProps) {
  const view = useStore(app.trace);
  const style = useStore(app.settings, (settings) => settings.references);
  const [open, setOpen] = useState(NONE);
  const picture = useRef<HTMLDivElement>(null);
  const steps = stepsOfView(view);
  const record = currentRecord(view);
  const { step } = view;
  const model = useMemo(() => {
    if (steps === null || record === null) return null;
    const before = step === 0 ? null : stateAt(steps.trace, steps.recordOf((step - 1) as StepIndex));
    return heapModel(stateAt(steps.trace, record), before, open);
  }, [steps, record, step, open]);

  // A deep call stack is longer than the panel: a frame that begins or goes on running is brought into sight. Not at each
  // step: it would take a layout, and take back what a person has scrolled to.
  const top = model?.frames.find((frame) => frame.isTop)?.key;
  useEffect(() => showSoon(() => picture.current?.querySelector('[data-top]')), [top]);

  const selected = useStore(app.selection, (selection) => selection.object);
  const [pointed, setPointed] = useState<ObjectId | null>(null);
  const lit = pointed ?? selected;
  useEffect(() => {
    if (selected !== null) picture.current?.querySelector(`[data-object="${selected}"]`)?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [selected, model]);
  const toggle = (id: ObjectId): void => {
    const next = new Set(open);
    if (!next.delete(id)) next.add(id);
    setOpen(next);
  };
  const [allFrames, setAllFrames] = useState(false);
  const frames = model?.frames ?? [];
  const folded = allFrames ? 0 : Math.max(0, frames.length - FRAMES_SHOWN.first - FRAMES_SHOWN.last);

  const texts = TEXTS.heap;
  const columns = useMemo(() => (model === null || steps === null ? [] : columnsOf(steps.trace, model.objects)), [model, steps]);
  return (
    <Panel
      title={texts.title}
      testId="heap-panel"
      actions={
        <Segmented
          label={texts.style}
          value={style}
          choices={[
            { value: 'arrows', label: texts.arrows },
            { value: 'numbers', label: texts.numbers },
          ]}
          onChange={(references) => app.settings.setState({ references })}
        />
      }
    >
      {model === null ? (
        <Empty title={texts.empty}>{texts.emptyHint}</Empty>
      ) : (
        <div ref={picture} className={styles.picture} data-testid="heap" onPointerOver={(event) => setPointed(objectAt(event.target))} onPointerLeave={() => setPointed(null)}>
          <div className={styles.column} data-column role="group" aria-label={texts.frames}>
            {frames.map((frame, index) =>
              folded > 0 && index >= FRAMES_SHOWN.first && index < FRAMES_SHOWN.first + folded ? (
                index === FRAMES_SHOWN.first && (
                  <button key="folded" type="button" className={styles.folded} onClick={() => setAllFrames(true)}>
                    {folded.toLocaleString('en')} {texts.moreFrames}
                  </button>
                )
              ) : (
                <FrameBoxView key={frame.key} frame={frame} style={style} />
              ),
            )}
          </div>
          {columns.map((objects, index) => (
            <div key={index} className={classNames(styles.column, styles.objects)} data-column role="group" aria-label={index === 0 ? texts.objects : referencesAway(texts.objects, index + 1)}>
              {objects.map((object) => (
                <ObjectBoxView key={object.id} object={object} style={style} isOpen={open.has(object.id)} onToggle={toggle} isLit={object.id === lit} />
              ))}
            </div>
          ))}
          {model.objectsHidden > 0 && <p className={styles.hidden}>{`${model.objectsHidden} ${texts.more}`}</p>}
          {style === 'arrows' && <ReferenceArrows model={model} lit={lit} shape={`${folded}`} />}
        </div>
      )}
    </Panel>
  );
}
