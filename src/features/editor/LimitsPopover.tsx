import { Popover } from '@base-ui/react/popover';
import { useStore } from 'zustand';
import { DEFAULT_LIMITS, LIMIT_BOUNDS, LIMIT_UNITS, type RunLimits } from '../../state/settings-store.ts';
import { TEXTS } from '../../state/texts.ts';
import type { Tracepad } from '../../state/tracepad.ts';
import { Button } from '../../ui/Button.tsx';
import { NumberField } from '../../ui/NumberField.tsx';
import popup from '../../ui/popup.module.css';
import styles from './EditorPanel.module.css';

const NAMES = Object.keys(LIMIT_UNITS) as (keyof RunLimits)[];

/** Where a run ends whatever the program does; the next run has what is chosen here. */
export function LimitsPopover({ app }: { readonly app: Tracepad }) {
  const limits = useStore(app.settings, (settings) => settings.limits);
  const texts = TEXTS.limits;
  const changed = NAMES.filter((name) => limits[name] !== DEFAULT_LIMITS[name]).length;
  return (
    <Popover.Root>
      <Popover.Trigger className={styles.toggle} data-testid="limits">
        {texts.button}
        {changed > 0 && <span className={styles.badge}>{changed}</span>}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner className={popup.positioner} sideOffset={6} align="start" collisionPadding={12}>
          <Popover.Popup className={`${popup.popup ?? ''} ${styles.limits ?? ''}`}>
            <Popover.Title className={styles.limitsTitle}>{texts.title}</Popover.Title>
            <Popover.Description className={styles.limitsText}>{texts.description}</Popover.Description>
            {NAMES.map((name) => {
              const unit = LIMIT_UNITS[name];
              const [least, most] = LIMIT_BOUNDS[name];
              return (
                <NumberField
                  key={name}
                  label={texts.names[name]}
                  title={texts.hints[name]}
                  testId={`limit-${name}`}
                  className={styles.limit}
                  value={limits[name] / unit}
                  min={least / unit}
                  max={most / unit}
                  step={1}
                  onChange={(value) => app.settings.setState({ limits: { ...app.settings.getState().limits, [name]: value * unit } })}
                />
              );
            })}
            <Button disabled={changed === 0} onClick={() => app.settings.setState({ limits: DEFAULT_LIMITS })} data-testid="limits-default">
              {texts.reset}
            </Button>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
