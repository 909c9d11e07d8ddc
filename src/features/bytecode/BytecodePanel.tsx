import { useEffect, useMemo, useRef } from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useStore } from 'zustand';
import { TEXTS } from '../../state/texts.ts';
import { currentRecord } from '../../state/trace-store.ts';
import type { Tracepad } from '../../state/tracepad.ts';
import { stateAt } from '../../trace/trace-state.ts';
import type { InstructionInfo } from '../../trace/wire.ts';
import { classNames } from '../../ui/class-names.ts';
import { Empty, Panel } from '../../ui/Panel.tsx';
import { StackView } from './StackView.tsx';
import styles from './BytecodePanel.module.css';

interface BytecodePanelProps {
  readonly app: Tracepad;
}

const ROW_HEIGHT = 24;

/** The instructions of the function that runs, with the one that is about to run, and the value stack that it finds. */
export function BytecodePanel({ app }: BytecodePanelProps) {
  const view = useStore(app.trace);
  const record = currentRecord(view);
  const trace = view.loaded?.trace ?? null;
  const state = useMemo(() => (trace === null || record === null ? null : stateAt(trace, record)), [trace, record]);
  const texts = TEXTS.bytecode;
  return (
    <Panel title={texts.title} titleHidden testId="bytecode-panel" fixed>
      {state === null ? (
        <Empty title={texts.empty}>{texts.emptyHint}</Empty>
      ) : (
        <div className={styles.split}>
          <Listing instructions={state.top.code.instructions} current={state.top.offset} name={state.top.code.qualifiedName} />
          <StackView state={state} />
        </div>
      )}
    </Panel>
  );
}

interface ListingProps {
  readonly instructions: readonly InstructionInfo[];
  readonly current: number;
  readonly name: string;
}

function Listing({ instructions, current, name }: ListingProps) {
  const scroller = useRef<HTMLDivElement>(null);
  // eslint-disable-next-line react-hooks/incompatible-library -- the list is small and the library is what the design names
  const rows = useVirtualizer({ count: instructions.length, getScrollElement: () => scroller.current, estimateSize: () => ROW_HEIGHT, overscan: 12 });
  const currentIndex = instructions.findIndex((instruction) => instruction.offset === current);
  const target = instructions[currentIndex]?.jumpTarget ?? null;
  useEffect(() => {
    if (currentIndex >= 0) rows.scrollToIndex(currentIndex, { align: 'auto' });
  }, [rows, currentIndex]);

  return (
    <div ref={scroller} className={styles.listing} tabIndex={0} role="table" aria-label={`${TEXTS.bytecode.title}: ${name}`} aria-rowcount={instructions.length} data-testid="bytecode">
      <div style={{ height: rows.getTotalSize(), position: 'relative' }}>
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
              </span>
            </div>
          );
        })}
      </div>
    </div>
  );
}
