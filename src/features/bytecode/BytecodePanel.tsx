import { useEffect, useMemo, useRef } from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useStore } from 'zustand';
import { TEXTS } from '../../state/texts.ts';
import { currentRecord } from '../../state/trace-store.ts';
import type { Tracepad } from '../../state/tracepad.ts';
import { stateAt, type TraceState } from '../../trace/trace-state.ts';
import type { Trace } from '../../trace/trace.ts';
import { RecordFlag, type InstructionInfo, type RecordIndex } from '../../trace/wire.ts';
import { classNames } from '../../ui/class-names.ts';
import { Empty, Panel } from '../../ui/Panel.tsx';
import { JumpArrows } from './JumpArrows.tsx';
import { jumpLanes } from './jumps.ts';
import { StackView } from './StackView.tsx';
import styles from './BytecodePanel.module.css';

interface BytecodePanelProps {
  readonly app: Tracepad;
}

const ROW_HEIGHT = 24;
/** Margin for the lines of the jumps. */
const MARGIN = 48;

/** The bytecode offset that runs next in the frame, where the very next record is of it; else null. */
function offsetAfter(trace: Trace, record: RecordIndex): number | null {
  const next = record + 1;
  if (next >= trace.recordCount || trace.header.granularity === 'line') return null;
  if (trace.frameIds[next] !== trace.frameIds[record] || ((trace.flags[next] ?? 0) & RecordFlag.EXCEPTION) !== 0) return null;
  return trace.offsets[next] ?? null;
}

/** The value stack before the instruction that ran last, where that was in the same frame. */
function stackBefore(state: TraceState): TraceState | null {
  if (state.record === 0) return null;
  const before = stateAt(state.trace, (state.record - 1) as RecordIndex);
  return before.top.frameId === state.top.frameId ? before : null;
}

/** The instructions of the function that runs, with the one that is about to run, and the value stack that it finds. */
export function BytecodePanel({ app }: BytecodePanelProps) {
  const view = useStore(app.trace);
  const record = currentRecord(view);
  const trace = view.loaded?.trace ?? null;
  const state = useMemo(() => (trace === null || record === null ? null : stateAt(trace, record)), [trace, record]);
  const before = useMemo(() => (state === null || state.trace.header.granularity === 'line' ? null : stackBefore(state)), [state]);
  const texts = TEXTS.bytecode;
  return (
    <Panel title={texts.title} testId="bytecode-panel" fixed>
      {state === null ? (
        <Empty title={texts.empty}>{texts.emptyHint}</Empty>
      ) : (
        <div className={styles.split}>
          <Listing instructions={state.top.code.instructions} current={state.top.offset} next={offsetAfter(state.trace, state.record)} name={state.top.code.qualifiedName} />
          <StackView app={app} state={state} before={before} />
        </div>
      )}
    </Panel>
  );
}

interface ListingProps {
  readonly instructions: readonly InstructionInfo[];
  /** Offset of the instruction that runs next. */
  readonly current: number;
  /** Offset of the one after it; null where that is not known. */
  readonly next: number | null;
  readonly name: string;
}

function Listing({ instructions, current, next, name }: ListingProps) {
  const scroller = useRef<HTMLDivElement>(null);
  // eslint-disable-next-line react-hooks/incompatible-library -- the list is small and the library is what the design names
  const rows = useVirtualizer({ count: instructions.length, getScrollElement: () => scroller.current, estimateSize: () => ROW_HEIGHT, overscan: 12, scrollPaddingStart: 3 * ROW_HEIGHT, scrollPaddingEnd: 3 * ROW_HEIGHT });
  const currentIndex = instructions.findIndex((instruction) => instruction.offset === current);
  const target = instructions[currentIndex]?.jumpTarget ?? null;
  const fallsTo = instructions[currentIndex + 1]?.offset ?? null;
  // A jump goes where the run went next, unless that is simply the next row.
  const taken = target !== null && next !== null && next !== fallsTo;
  const jumps = useMemo(() => jumpLanes(instructions), [instructions]);
  useEffect(() => {
    if (currentIndex >= 0) rows.scrollToIndex(currentIndex, { align: 'auto' });
  }, [rows, currentIndex]);

  return (
    <div ref={scroller} className={styles.listing} tabIndex={0} role="table" aria-label={`${TEXTS.bytecode.title}: ${name}`} aria-rowcount={instructions.length} data-testid="bytecode">
      <div style={{ height: rows.getTotalSize(), position: 'relative' }} role="rowgroup">
        <JumpArrows jumps={jumps} current={currentIndex} taken={taken} rowHeight={ROW_HEIGHT} width={MARGIN} height={rows.getTotalSize()} />
        {rows.getVirtualItems().map((item) => {
          const instruction = instructions[item.index];
          if (instruction === undefined) return null;
          const isCurrent = item.index === currentIndex;
          const startsLine = instruction.line !== null && instruction.line !== instructions[item.index - 1]?.line;
          return (
            <div
              key={item.key}
              role="row"
              aria-rowindex={item.index + 1}
              aria-current={isCurrent ? 'step' : undefined}
              className={classNames(styles.row, isCurrent && styles.current, instruction.offset === target && styles.target, startsLine && item.index > 0 && styles.newLine)}
              style={{ transform: `translateY(${item.start}px)`, height: ROW_HEIGHT }}
            >
              <span role="cell" className={styles.line}>
                {startsLine ? instruction.line : ''}
              </span>
              <span role="cell" className={styles.offset}>
                {instruction.offset}
              </span>
              <span role="cell" className={styles.name}>
                {instruction.name}
              </span>
              <span role="cell" className={styles.argument}>
                {instruction.argument}
                {instruction.jumpTarget !== null && <span className={styles.jump}> {instruction.jumpTarget < instruction.offset ? '↑' : '↓'} {instruction.jumpTarget}</span>}
                {isCurrent && target !== null && next !== null && <span className={styles.way}>{taken ? TEXTS.bytecode.jumps : TEXTS.bytecode.fallsThrough}</span>}
              </span>
            </div>
          );
        })}
      </div>
    </div>
  );
}
