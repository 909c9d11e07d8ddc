import { TEXTS } from '../../state/texts.ts';
import { repr } from '../../trace/repr.ts';
import type { TraceState } from '../../trace/trace-state.ts';
import type { Value } from '../../trace/value.ts';
import { ObjectKind } from '../../trace/wire.ts';
import styles from './BytecodePanel.module.css';

const MAX_TEXT = 160;

/** The value stack, its top first, with how far each iterator on it has got. */
export function StackView({ state }: { readonly state: TraceState }) {
  const { stack } = state.top;
  return (
    <section className={styles.stack} aria-label={TEXTS.bytecode.stack} data-testid="value-stack">
      <h3 className={styles.stackTitle}>{TEXTS.bytecode.stack}</h3>
      {stack.length === 0 ? (
        <p className={styles.emptyStack}>{TEXTS.bytecode.emptyStack}</p>
      ) : (
        <ol className={styles.entries} reversed start={stack.length - 1}>
          {stack.toReversed().map((value, index) => (
            <li key={stack.length - index} className={styles.entry}>
              <span className={styles.depth}>{index === 0 ? TEXTS.bytecode.top : stack.length - 1 - index}</span>
              <code>{value.kind === 'null' ? '<NULL>' : repr(value, state, { maxLength: MAX_TEXT })}</code>
              <Position value={value} state={state} />
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

function Position({ value, state }: { readonly value: Value; readonly state: TraceState }) {
  const object = value.kind === 'reference' ? state.object(value.id) : null;
  if (object?.kind !== ObjectKind.ITERATOR) return null;
  const taken = object.values[0];
  return <span className={styles.position}>{taken?.kind === 'int' && taken.value >= 0 ? `${taken.value} taken` : 'place not known'}</span>;
}
