import { classNames } from '../../ui/class-names.ts';
import type { Jump } from './jumps.ts';
import styles from './BytecodePanel.module.css';

const LANE_WIDTH = 7;
const HEAD = 4;

interface JumpArrowsProps {
  readonly jumps: readonly Jump[];
  /** Row of the instruction that runs next. */
  readonly current: number;
  /** Whether the jump of that row is about to be taken. */
  readonly taken: boolean;
  readonly rowHeight: number;
  readonly width: number;
  readonly height: number;
}

/** Jumps as lines in the margin of the listing; the row says the same in words. */
export function JumpArrows({ jumps, current, taken, rowHeight, width, height }: JumpArrowsProps) {
  return (
    <svg className={styles.jumps} width={width} height={height} aria-hidden="true">
      {jumps.map(({ from, to, lane }) => {
        const x = width - 6 - (lane + 1) * LANE_WIDTH;
        // Arrows into a row end a little above its middle, those out of it begin below.
        const start = (from + 0.62) * rowHeight;
        const end = (to + 0.38) * rowHeight;
        const isCurrent = from === current;
        return (
          <g key={from} className={classNames(styles.jumpLine, isCurrent && styles.jumpCurrent, isCurrent && !taken && styles.jumpNotTaken)}>
            <path d={`M${width - 3} ${start}H${x + 3}Q${x} ${start} ${x} ${start + (end > start ? 3 : -3)}V${end + (end > start ? -3 : 3)}Q${x} ${end} ${x + 3} ${end}H${width - 3}`} />
            <path className={styles.jumpHead} d={`M${width - 3} ${end}l${-HEAD - 1} ${-HEAD}v${2 * HEAD}z`} />
          </g>
        );
      })}
    </svg>
  );
}
