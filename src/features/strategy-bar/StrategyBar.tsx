import type { ReactNode } from 'react';
import { Menu } from '@base-ui/react/menu';
import { useStore } from 'zustand';
import type { PredictionTask } from '../../state/prediction-store.ts';
import { JUMPS, STRATEGIES, taskOf } from '../../state/prediction-task.ts';
import { TEXTS } from '../../state/texts.ts';
import type { Tracepad } from '../../state/tracepad.ts';
import { jumpText, untrainedText } from '../../state/wording.ts';
import { classNames } from '../../ui/class-names.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Segmented } from '../../ui/Segmented.tsx';
import button from '../../ui/Button.module.css';
import popup from '../../ui/popup.module.css';
import fade from '../../ui/scroll-fade.module.css';
import { ModeSwitch } from './ModeSwitch.tsx';
import styles from './StrategyBar.module.css';

interface StrategyBarProps {
  readonly app: Tracepad;
  /** Which model is at work and where. */
  readonly model: ReactNode;
}

const texts = TEXTS.strategy;

/** How the trace is predicted: strategy, size of a step, mode, model. A change of one keeps the place in the trace. */
export function StrategyBar({ app, model }: StrategyBarProps) {
  const predictions = useStore(app.predictions);
  const { task, tables } = predictions;
  const change = ({ strategy, granularity, jump }: PredictionTask): void => {
    app.models.setTask(taskOf(strategy, granularity, jump));
    // The page steps by what is predicted, so that each prediction has a step of its own.
    if (granularity !== task.granularity) app.navigation.setGranularity(granularity);
  };
  const info = predictions.model.kind === 'ready' ? predictions.model.info : null;
  const untrained = info === null || (tables !== null && tables.recorded !== null) ? null : untrainedText(info, task);
  return (
    <section className={styles.bar} data-trace-area="strategy" aria-label={texts.bar} data-testid="strategy-bar" data-strategy={task.strategy} data-granularity={task.granularity} data-jump={task.jump}>
      <div className={classNames(styles.row, fade.fades)}>
        <span className={styles.lead} aria-hidden="true">
          {texts.lead}
        </span>
        <StrategyMenu app={app} task={task} onChange={change} />
        {task.strategy === 'dynamic-n' && <JumpField task={task} onChange={change} />}
        <Segmented
          label={texts.granularity}
          testId="task-granularity"
          value={task.granularity}
          choices={[
            { value: 'line', label: texts.line, title: texts.lineHint },
            { value: 'instruction', label: texts.instruction, title: texts.instructionHint },
          ]}
          onChange={(granularity) => change({ ...task, granularity })}
          disabled={task.strategy === 'direct'}
        />
        <ModeSwitch app={app} disabled={task.strategy === 'direct'} />
        <span className={styles.model}>{model}</span>
      </div>
      <p className={classNames(styles.untrained, untrained === null && styles.none)} role="status" data-testid="untrained">
        {untrained !== null && (
          <>
            <Icon name="damaged" size={13} /> {untrained}
          </>
        )}
      </p>
    </section>
  );
}

interface TaskProps {
  readonly task: PredictionTask;
  readonly onChange: (task: PredictionTask) => void;
}

function StrategyMenu({ app, task, onChange }: TaskProps & Pick<StrategyBarProps, 'app'>) {
  const model = useStore(app.predictions, (predictions) => predictions.model);
  return (
    <Menu.Root>
      <Menu.Trigger className={classNames(button.button, button.quiet, styles.trigger)} aria-label={`${texts.label}: ${texts.names[task.strategy]}`} title={texts.hints[task.strategy]} data-testid="strategy">
        <span className={styles.chosen}>{texts.names[task.strategy]}</span>
        <Icon name="down" size={14} />
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner className={popup.positioner} sideOffset={4} align="start" collisionPadding={12}>
          <Menu.Popup className={classNames(popup.popup, styles.menu)}>
            <Menu.RadioGroup value={task.strategy} onValueChange={(strategy: PredictionTask['strategy']) => onChange({ ...task, strategy })}>
              {STRATEGIES.map((strategy) => {
                const untrained = model.kind === 'ready' && untrainedText(model.info, taskOf(strategy, task.granularity, task.jump)) !== null;
                return (
                  <Menu.RadioItem key={strategy} value={strategy} closeOnClick className={styles.item} label={texts.names[strategy]} data-testid={`strategy-${strategy}`}>
                    <span className={styles.mark}>
                      <Menu.RadioItemIndicator>
                        <Icon name="check" size={14} />
                      </Menu.RadioItemIndicator>
                    </span>
                    <span className={styles.label}>
                      {texts.names[strategy]}
                      {untrained && <span className={styles.note}>{texts.notTrained}</span>}
                    </span>
                    <span className={styles.hint}>{texts.hints[strategy]}</span>
                  </Menu.RadioItem>
                );
              })}
            </Menu.RadioGroup>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

function JumpField({ task, onChange }: TaskProps) {
  return (
    <select className={styles.jump} aria-label={texts.jump} title={task.jump === 'auto' ? texts.autoHint : undefined} value={String(task.jump)} onChange={({ target }) => onChange({ ...task, jump: target.value === 'auto' ? 'auto' : Number(target.value) })} data-testid="jump">
      {(['auto', ...JUMPS] as const).map((jump) => (
        <option key={jump} value={jump}>
          {jumpText(jump)}
        </option>
      ))}
    </select>
  );
}
