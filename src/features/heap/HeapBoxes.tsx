import { TEXTS } from '../../state/texts.ts';
import type { ReferenceStyle } from '../../state/settings-store.ts';
import { linePhrase } from '../../state/view-wording.ts';
import type { ObjectId } from '../../trace/wire.ts';
import { classNames } from '../../ui/class-names.ts';
import { Icon } from '../../ui/Icon.tsx';
import type { FrameBox, ObjectBox, Slot, SlotValue } from './heap-model.ts';
import styles from './HeapPanel.module.css';

/** Boxes are numbered as they were first seen. */
function numberOf(id: ObjectId): string {
  return `#${id}`;
}

export function FrameBoxView({ frame, style }: { readonly frame: FrameBox; readonly style: ReferenceStyle }) {
  return (
    <section className={classNames(styles.frame, frame.isTop && styles.top)} data-top={frame.isTop ? '' : undefined} data-testid="heap-frame">
      <h3 className={styles.frameTitle}>
        {frame.title === '' ? TEXTS.heap.globals : frame.title}
        {frame.line !== null && <span className={styles.line}>{linePhrase(frame.line)}</span>}
      </h3>
      <table className={styles.slots}>
        <tbody>
          {frame.slots.map((slot) => (
            <tr key={slot.key}>
              <th scope="row" title={slot.shared === true ? TEXTS.heap.shared : undefined}>
                {slot.label?.kind === 'text' ? slot.label.text : ''}
                {slot.shared === true && (
                  <span className={styles.shared}>
                    <Icon name="link" size={12} />
                    <span className="visually-hidden"> ({TEXTS.heap.shared})</span>
                  </span>
                )}
              </th>
              <td className={classNames(slot.changed && styles.changed)}>
                <SlotView value={slot.value} style={style} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface ObjectBoxProps {
  readonly object: ObjectBox;
  readonly style: ReferenceStyle;
  /** Its longer half is on show. */
  readonly isOpen: boolean;
  readonly onToggle: (id: ObjectId) => void;
  /** It is the one that the pointer is at. */
  readonly isLit: boolean;
}

export function ObjectBoxView({ object, style, isOpen, onToggle, isLit }: ObjectBoxProps) {
  const { id, layout, slots, hidden } = object;
  return (
    <section className={classNames(styles.object, isLit && styles.lit)} data-object={id} data-testid="heap-object" aria-label={`${object.typeName} ${numberOf(id)}`}>
      <h3 className={styles.objectTitle}>
        {object.typeName}
        <span className={styles.number}>{numberOf(id)}</span>
        {object.references > 1 && (
          <span className={styles.names} title={TEXTS.heap.referencesHint}>
            {object.references} {TEXTS.heap.references}
          </span>
        )}
        {object.inCycle && (
          <span className={styles.cycle} title={TEXTS.heap.cycleHint}>
            {TEXTS.heap.cycle}
          </span>
        )}
      </h3>
      {slots.length === 0 && hidden === 0 ? (
        <p className={styles.emptyObject}>{TEXTS.heap.emptyObject}</p>
      ) : layout === 'pairs' ? (
        <table className={styles.slots}>
          <tbody>
            {slots.map((slot) => (
              <tr key={slot.key}>
                <th scope="row">{slot.label !== null && <SlotView value={slot.label} style={style} />}</th>
                <td className={classNames(slot.changed && styles.changed)}>
                  <SlotView value={slot.value} style={style} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : (
        <ol className={styles.items}>
          {slots.map((slot) => (
            <ItemView key={slot.key} slot={slot} style={style} />
          ))}
        </ol>
      )}
      {hidden > 0 && !object.canOpen && <p className={styles.hidden}>{`${hidden.toLocaleString('en')} ${TEXTS.heap.notRecorded}`}</p>}
      {object.changedBeyond.length > 0 && (
        <p className={styles.hidden}>
          {TEXTS.heap.changedBeyond}: <code>{object.changedBeyond.join(', ')}</code>
        </p>
      )}
      {hidden > 0 && object.canOpen && (
        <button type="button" className={styles.more} aria-expanded={false} onClick={() => onToggle(id)}>
          {hidden.toLocaleString('en')} {TEXTS.heap.moreItems}
        </button>
      )}
      {isOpen && (
        <button type="button" className={styles.more} aria-expanded onClick={() => onToggle(id)}>
          {TEXTS.heap.fewer}
        </button>
      )}
    </section>
  );
}

function ItemView({ slot, style }: { readonly slot: Slot; readonly style: ReferenceStyle }) {
  return (
    <li className={classNames(styles.item, slot.changed && styles.changed)}>
      {slot.label?.kind === 'text' && <span className={styles.index}>{slot.label.text}</span>}
      <SlotView value={slot.value} style={style} />
    </li>
  );
}

function SlotView({ value, style }: { readonly value: SlotValue; readonly style: ReferenceStyle }) {
  if (value.kind === 'text') {
    return (
      <code className={styles.text} title={value.whole}>
        {value.text}
      </code>
    );
  }
  return (
    <span className={classNames(styles.reference, style === 'arrows' && styles.dot)} data-reference={value.id}>
      <span className={style === 'arrows' ? 'visually-hidden' : undefined}>{numberOf(value.id)}</span>
    </span>
  );
}
