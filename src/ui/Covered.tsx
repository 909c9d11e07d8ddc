import { Button } from './Button.tsx';
import styles from './Covered.module.css';

interface CoveredProps {
  /** Why something is not shown now. */
  readonly children: string;
  /** What shows it, as a word on a button. */
  readonly way: string;
  readonly onUncover: () => void;
}

/** In the place of what would give an answer away. */
export function Covered({ children, way, onUncover }: CoveredProps) {
  return (
    <div className={styles.covered} data-testid="covered">
      <span>{children}</span>
      <Button look="quiet" onClick={onUncover}>
        {way}
      </Button>
    </div>
  );
}
