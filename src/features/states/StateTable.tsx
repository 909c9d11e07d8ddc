import { useEffect, useMemo, useRef, type ReactNode } from 'react';
import { useStore } from 'zustand';
import type { ComparisonGroup, ComparisonRow } from '../../state/comparison.ts';
import { samePlace, togglePlace, type Place, type SelectionStore } from '../../state/selection-store.ts';
import type { StepView } from '../../state/step-view.ts';
import { TEXTS } from '../../state/texts.ts';
import { rowName, valueText } from '../../state/row-text.ts';
import { placeVerdictText } from '../../state/wording.ts';
import { atStep, moreCharacters } from '../../state/view-wording.ts';
import type { Direction } from '../../trace/navigation.ts';
import { diffReprs } from '../../trace/repr-diff.ts';
import { stateAt } from '../../trace/trace-state.ts';
import type { VariablePlace } from '../../trace/variable-changes.ts';
import { IconButton } from '../../ui/Button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { Icon } from '../../ui/Icon.tsx';
import { MarkedText } from '../../ui/MarkedText.tsx';
import { VerdictMark } from '../../ui/VerdictMark.tsx';
import styles from './StatePanel.module.css';

interface StateTableProps {
  readonly withPredictions: boolean;
  readonly shown: StepView;
  readonly freeRunning: boolean;
  /** Goes to the next or last change of a variable. */
  readonly onVariable: (place: VariablePlace, direction: Direction) => void;
  /** The frame or the variable that is pointed at, over all steps; it travels in links. */
  readonly selection: SelectionStore;
}

export function StateTable({ withPredictions, shown, freeRunning, onVariable, selection }: StateTableProps) {
  const selected = useStore(selection, ({ place }) => place);
  const table = useRef<HTMLTableElement>(null);
  useEffect(() => {
    table.current?.querySelector('[data-selected]')?.scrollIntoView({ block: 'nearest' });
  }, [selected]);
  const frames = useMemo(() => stateAt(shown.steps.trace, shown.place.record).frames.map((frame) => frame.frameId), [shown]);
  const frameGroups = shown.groups.filter((group) => group.kind === 'frame').length;
  // Groups come innermost first, frames outermost first; a frame that only the model believes in has no place.
  const placeOfGroup = (group: ComparisonGroup, index: number): VariablePlaceOf | null => {
    if (group.kind === 'globals') return (name) => ({ kind: 'global', name });
    const frameId = frames[frameGroups - 1 - index];
    return frameId === undefined ? null : (name) => ({ kind: 'local', frameId, name });
  };
  const columns = TEXTS.states.columns;
  const predicted = shown.prediction.kind === 'state' || (shown.prediction.kind === 'fork-start' && shown.prediction.fork.kind !== 'true');
  const source = shown.loaded.program.code.split('\n');
  return (
    <table ref={table} className={classNames(styles.table, !withPredictions && styles.realAlone, !predicted && styles.unpredicted, freeRunning && styles.freeRunning)} data-testid="state-table">
      <caption className="visually-hidden">
        {atStep(TEXTS.states.title, shown.step + 1)}
      </caption>
      <thead>
        <tr>
          <th scope="col" className={styles.nameColumn}>
            {columns.variable}
          </th>
          <th scope="col">{columns.real}</th>
          <th scope="col" data-column="predicted">{columns.predicted}</th>
          <th scope="col" className={styles.verdictColumn} data-column="verdict">
            {columns.verdict}
          </th>
        </tr>
      </thead>
      {shown.groups.map((group, index) => (
        <GroupRows
          key={group.key}
          group={group}
          hasGlobals={group.title === '<module>' && shown.groups.some(({ kind }) => kind === 'globals')}
          source={source}
          yields={shown.place.yields && group.isTop}
          columns={withPredictions ? 4 : 2}
          predicted={predicted}
          freeRunning={freeRunning}
          placeOf={placeOfGroup(group, index)}
          onVariable={onVariable}
          depth={group.kind === 'globals' ? 0 : frameGroups - index}
          selected={selected}
          onSelect={(place) => togglePlace(selection, place)}
        />
      ))}
    </table>
  );
}

type VariablePlaceOf = (name: string) => VariablePlace;

interface ChangeProps {
  /** Null where the program has no such frame. */
  readonly placeOf: VariablePlaceOf | null;
  readonly onVariable: StateTableProps['onVariable'];
  /** As in `Place`. */
  readonly depth: number;
  readonly selected: Place | null;
  readonly onSelect: (place: Place) => void;
}

interface GroupRowsProps extends ChangeProps {
  readonly group: ComparisonGroup;
  /** The variables of a module are its globals, which stand below by themselves. */
  readonly hasGlobals: boolean;
  /** The lines of the program. */
  readonly source: readonly string[];
  /** What the frame gives back is yielded: it goes on later. */
  readonly yields: boolean;
  /** Of the table, in sight. A cell over more of them would make room for those that are not there. */
  readonly columns: number;
  readonly predicted: boolean;
  readonly freeRunning: boolean;
}

function GroupRows({ group, hasGlobals, source, yields, columns, predicted, freeRunning, ...change }: GroupRowsProps) {
  const texts = TEXTS.states;
  const frame: Place = { depth: change.depth, name: null };
  const isSelected = samePlace(frame, change.selected);
  return (
    <tbody className={classNames(group.isTop && styles.top)}>
      <tr className={classNames(styles.groupRow, wrongClass(group.placeVerdict), isSelected && styles.selected)} data-testid={group.isTop ? 'next-line' : 'frame-line'} data-selected={isSelected || undefined}>
        <th scope="rowgroup" className={styles.groupName}>
          <PickButton isPicked={isSelected} onPick={() => change.onSelect(frame)}>
            {group.kind === 'globals' ? texts.globals : group.title}
          </PickButton>
        </th>
        {group.kind === 'globals' ? (
          <td colSpan={columns - 1} />
        ) : (
          <>
            <td className={classNames(styles.place, group.placeChanged && styles.changed)} data-column="real">
              {group.realPlace === null ? <Absent /> : <FramePlace text={group.realPlace} source={source} yields={yields} />}
            </td>
            <td className={styles.place} data-column="predicted">
              {group.predictedPlace === null ? predicted && <Absent /> : <FramePlace text={group.predictedPlace} source={source} yields={yields} />}
            </td>
            <VerdictCell verdict={group.placeVerdict} origin={freeRunning ? group.origin : null} word={placeVerdictText(group.placeVerdict, group.realPlace, group.predictedPlace)} />
          </>
        )}
      </tr>
      {group.rows.map((row) => (
        <ValueRow key={row.key} row={row} yields={yields} predicted={predicted} freeRunning={freeRunning} {...change} />
      ))}
      {group.rows.length === 0 && group.isTop && !hasGlobals && (
        <tr>
          <td colSpan={columns} className={styles.none}>
            {texts.emptyRow}
          </td>
        </tr>
      )}
    </tbody>
  );
}

interface ValueRowProps extends ChangeProps {
  readonly row: ComparisonRow;
  readonly yields: boolean;
  readonly predicted: boolean;
  readonly freeRunning: boolean;
}

function ValueRow({ row, yields, predicted, freeRunning, placeOf, onVariable, depth, selected, onSelect }: ValueRowProps) {
  const real = row.real === null ? null : valueText(row, row.real);
  const guess = row.predicted === null ? null : valueText(row, row.predicted);
  const diff = real === null || guess === null ? null : diffReprs(real, guess);
  const place: Place = { depth, name: row.name };
  const isSelected = row.kind === 'variable' && samePlace(place, selected);
  return (
    <tr className={classNames(wrongClass(row.verdict), isSelected && styles.selected)} data-testid="state-row" data-name={row.name} data-kind={row.kind} data-selected={isSelected || undefined}>
      <th scope="row" className={classNames(styles.name, row.kind !== 'variable' && styles.special)}>
        {row.kind === 'variable' ? (
          <PickButton isPicked={isSelected} onPick={() => onSelect(place)}>
            {rowName(row)}
          </PickButton>
        ) : yields && row.kind === 'value' && row.name !== 'exception' ? (
          TEXTS.states.value.yield
        ) : (
          rowName(row)
        )}
        {row.kind === 'variable' && placeOf !== null && <ChangeButtons name={row.name} onGo={(direction) => onVariable(placeOf(row.name), direction)} />}
      </th>
      <td className={classNames(styles.value, row.changed && styles.changed)} data-column="real">
        {real === null ? <Absent /> : <MarkedText more={moreCharacters} text={real} marks={diff?.left ?? []} />}
        {row.changed && <span className="visually-hidden"> ({TEXTS.states.changed})</span>}
      </td>
      <td className={styles.value} data-column="predicted">
        {guess === null ? predicted && <Absent /> : <MarkedText more={moreCharacters} text={guess} marks={diff?.right ?? []} />}
      </td>
      <VerdictCell verdict={row.verdict} origin={freeRunning ? row.origin : null} />
    </tr>
  );
}

/** A name that is marked by a click, to show it to somebody. */
function PickButton({ isPicked, onPick, children }: { readonly isPicked: boolean; readonly onPick: () => void; readonly children: ReactNode }) {
  return (
    <button type="button" className={styles.pick} aria-pressed={isPicked} title={TEXTS.states.select} onClick={onPick} data-testid="select-place">
      {children}
    </button>
  );
}

/** To the steps at which a variable changes; shown where the row is pointed at or has the focus. */
function ChangeButtons({ name, onGo }: { readonly name: string; readonly onGo: (direction: Direction) => void }) {
  const texts = TEXTS.states;
  return (
    <span className={styles.changes}>
      <IconButton icon="back" label={`${texts.previousChange} ${name}`} onClick={() => onGo('back')} data-testid="change-back" />
      <IconButton icon="forward" label={`${texts.nextChange} ${name}`} onClick={() => onGo('forward')} data-testid="change-forward" />
    </span>
  );
}

interface FramePlaceProps {
  /** Ends in `line 4`. */
  readonly text: string;
  readonly source: readonly string[];
  readonly yields: boolean;
}

/** Where a frame is, with the code of its line: a number alone says little. */
function FramePlace({ text, source, yields }: FramePlaceProps) {
  const line = Number(/\d+$/.exec(text)?.[0] ?? 0);
  const code = source[line - 1]?.trim() ?? '';
  return (
    <>
      <span data-place>{yields ? text.replace(/^return\b/, 'yield') : text}</span>
      {code !== '' && <code className={styles.snippet}>{code}</code>}
    </>
  );
}

interface VerdictCellProps {
  readonly verdict: ComparisonRow['verdict'];
  readonly origin: ComparisonRow['origin'];
  /** Instead of the verdict's own word. */
  readonly word?: string | undefined;
}

function VerdictCell({ verdict, origin, word }: VerdictCellProps) {
  return (
    <td className={styles.verdict} data-column="verdict">
      {verdict !== null && <VerdictMark kind={verdict} word={word ?? TEXTS.verdict[verdict]} />}
      {origin === 'inherited' && (
        <span className={styles.origin} title={TEXTS.states.inheritedHint}>
          <Icon name="inherited" size={12} /> {TEXTS.states.inherited}
        </span>
      )}
      {origin === 'here' && <span className={styles.origin}>{TEXTS.states.madeHere}</span>}
    </td>
  );
}

function Absent() {
  return <span className={styles.absent}>{TEXTS.states.absent}</span>;
}

function wrongClass(verdict: ComparisonRow['verdict']): string | undefined {
  return verdict !== null && verdict !== 'same' ? styles.wrong : undefined;
}
