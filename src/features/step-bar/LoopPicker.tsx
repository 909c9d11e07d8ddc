import { useMemo } from 'react';
import { Popover } from '@base-ui/react/popover';
import { useStore } from 'zustand';
import { TEXTS } from '../../state/texts.ts';
import { turnText } from '../../state/wording.ts';
import { currentRecord } from '../../state/trace-store.ts';
import type { Tracepad } from '../../state/tracepad.ts';
import { loopsAt, type LoopPlace } from '../../trace/loops.ts';
import { sourceLines } from '../../trace/source-text.ts';
import { IconButton } from '../../ui/Button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { Icon } from '../../ui/Icon.tsx';
import button from '../../ui/Button.module.css';
import popup from '../../ui/popup.module.css';
import styles from './RunTo.module.css';

/** Which turn of which loop the step is in; opened, every loop around it with a choice of turns. */
export function LoopPicker({ app }: { readonly app: Tracepad }) {
  const view = useStore(app.trace);
  const record = currentRecord(view);
  const trace = view.loaded?.trace ?? null;
  const places = useMemo(() => (trace === null || record === null ? [] : loopsAt(trace, record)), [trace, record]);
  const inner = places.at(-1);
  if (trace === null || inner === undefined) return null;
  const lines = sourceLines(trace.header.source);
  return (
    <Popover.Root>
      <Popover.Trigger className={classNames(button.button, button.quiet, styles.loop)} title={`${TEXTS.loop.title}: ${(lines[inner.run.loop.line - 1] ?? '').trim()}`} data-testid="loop" data-turn={inner.turn} data-turns={inner.run.turns.length}>
        <Icon name="loop" />
        <span>{turnText(inner)}</span>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner className={popup.positioner} side="top" align="end" sideOffset={8} collisionPadding={12}>
          <Popover.Popup className={classNames(popup.popup, styles.popup)}>
            <Popover.Title className={styles.title}>{TEXTS.loop.title}</Popover.Title>
            {places.map((place, index) => (
              <Turns key={index} app={app} place={place} code={(lines[place.run.loop.line - 1] ?? '').trim()} />
            ))}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

function Turns({ app, place, code }: { readonly app: Tracepad; readonly place: LoopPlace; readonly code: string }) {
  const texts = TEXTS.loop;
  const { run, turn } = place;
  const count = run.turns.length;
  const go = (wanted: number): void => app.navigation.goToTurn(run, wanted);
  return (
    <div className={styles.turns} data-testid="loop-row" data-line={run.loop.line}>
      <code className={styles.code}>
        <span className={styles.line}>{run.loop.line}</span>
        {code}
      </code>
      <div className={styles.choice}>
        <IconButton icon="back" label={texts.previous} disabled={turn <= 1} onClick={() => go(turn - 1)} />
        <input
          type="range"
          className={styles.range}
          aria-label={texts.choose}
          aria-valuetext={turnText(place)}
          min={1}
          max={Math.max(1, count)}
          value={Math.min(turn, Math.max(1, count))}
          disabled={count < 2}
          onChange={(event) => go(Number(event.target.value))}
        />
        <IconButton icon="forward" label={texts.next} disabled={turn >= count} onClick={() => go(turn + 1)} />
        <span className={styles.count}>
          {texts.turn} {turnText(place)}
        </span>
      </div>
    </div>
  );
}
