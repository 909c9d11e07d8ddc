import { TEXTS } from '../../state/texts.ts';
import type { Tracepad } from '../../state/tracepad.ts';
import { takenPhrase } from '../../state/view-wording.ts';
import { repr } from '../../trace/repr.ts';
import type { TraceState } from '../../trace/trace-state.ts';
import { sameValue, type Value } from '../../trace/value.ts';
import { ObjectKind, type ObjectId } from '../../trace/wire.ts';
import { classNames } from '../../ui/class-names.ts';
import styles from './BytecodePanel.module.css';

const MAX_TEXT = 160;
/** As `dis` names an empty place on the stack. */
const NULL = '<NULL>';
/** What the objects view draws as a box. */
const BOXED: ReadonlySet<ObjectKind> = new Set<ObjectKind>([ObjectKind.LIST, ObjectKind.TUPLE, ObjectKind.SET, ObjectKind.FROZENSET, ObjectKind.DICT, ObjectKind.INSTANCE]);

interface StackViewProps {
  readonly app: Tracepad;
  readonly state: TraceState;
  /** The same frame one instruction before; null where it was another one. */
  readonly before: TraceState | null;
}

/** The value stack, its top first: what the last instruction put there is marked, objects lead to their box. */
export function StackView({ app, state, before }: StackViewProps) {
  const { stack } = state.top;
  const kept = before === null ? stack.length : keptValues(before.top.stack, stack);
  const gone = before === null ? 0 : before.top.stack.length - kept;
  const texts = TEXTS.bytecode;
  return (
    <section className={styles.stack} tabIndex={0} aria-label={texts.stack} data-testid="value-stack">
      <h3 className={styles.stackTitle}>
        {texts.stack}
        {(stack.length > kept || gone > 0) && (
          <span className={styles.moves}>
            {gone > 0 && `−${gone} ${texts.taken}`} {stack.length > kept && `+${stack.length - kept} ${texts.put}`}
          </span>
        )}
      </h3>
      {stack.length === 0 ? (
        <p className={styles.emptyStack}>{texts.emptyStack}</p>
      ) : (
        <ol className={styles.entries} reversed start={stack.length - 1}>
          {stack.toReversed().map((value, index) => {
            const place = stack.length - 1 - index;
            return (
              <li key={place} className={classNames(styles.entry, place >= kept && styles.put)}>
                <span className={styles.depth}>{index === 0 ? texts.top : place}</span>
                <code>{value.kind === 'null' ? NULL : repr(value, state, { maxLength: MAX_TEXT })}</code>
                <Position value={value} state={state} />
                <ObjectLink app={app} value={value} state={state} />
              </li>
            );
          })}
        </ol>
      )}
    </section>
  );
}

/** Values from the bottom on that both stacks have. */
function keptValues(old: readonly Value[], now: readonly Value[]): number {
  let kept = 0;
  for (const [index, value] of now.entries()) {
    const there = old[index];
    if (there === undefined || !sameValue(there, value)) break;
    kept += 1;
  }
  return kept;
}

/** Shows the object in the objects view; its number there stands on the button. */
function ObjectLink({ app, value, state }: { readonly app: Tracepad; readonly value: Value; readonly state: TraceState }) {
  const object = value.kind === 'reference' ? state.object(value.id) : null;
  if (object === null || !BOXED.has(object.kind)) return null;
  return (
    <button type="button" className={styles.objectLink} title={TEXTS.bytecode.showObject} aria-label={`${TEXTS.bytecode.showObject} #${object.id}`} onClick={() => showObject(app, object.id)}>
      #{object.id}
    </button>
  );
}

function showObject(app: Tracepad, id: ObjectId): void {
  app.selection.setState({ object: id });
  const { tabs } = app.settings.getState();
  app.settings.setState({ tabs: { ...tabs, lower: 'heap', narrow: 'heap' } });
}

function Position({ value, state }: { readonly value: Value; readonly state: TraceState }) {
  const object = value.kind === 'reference' ? state.object(value.id) : null;
  if (object?.kind !== ObjectKind.ITERATOR) return null;
  const taken = object.values[0];
  return <span className={styles.position}>{takenPhrase(taken?.kind === 'int' && taken.value >= 0 ? taken.value : null)}</span>;
}
