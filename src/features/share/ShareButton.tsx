import { useRef, useState } from 'react';
import { Popover } from '@base-ui/react/popover';
import { TEXTS } from '../../state/texts.ts';
import type { Tracepad } from '../../state/tracepad.ts';
import { count } from '../../state/wording.ts';
import { classNames } from '../../ui/class-names.ts';
import { Icon } from '../../ui/Icon.tsx';
import button from '../../ui/Button.module.css';
import popup from '../../ui/popup.module.css';
import styles from './ShareButton.module.css';

/** What a chat message allows, and what servers and other programs commonly allow. */
const LONG = 2000;
const VERY_LONG = 8000;

interface Shared {
  readonly link: string;
  readonly copied: boolean;
}

interface ShareButtonProps {
  readonly app: Tracepad;
}

/** Copies a link that brings back program, call and place. */
export function ShareButton({ app }: ShareButtonProps) {
  const [shared, setShared] = useState<Shared | null>(null);
  const field = useRef<HTMLInputElement>(null);

  const share = async (): Promise<void> => {
    const link = await app.shareLink();
    // Refused without permission or in an embedded page: the link is then shown to be copied by hand.
    const copied = await navigator.clipboard.writeText(link).then(
      () => true,
      () => false,
    );
    setShared({ link, copied });
  };

  return (
    <Popover.Root
      open={shared !== null}
      onOpenChange={(open) => {
        if (open) void app.idle.during('share', share());
        else setShared(null);
      }}
    >
      <Popover.Trigger className={classNames(button.button, button.quiet)} data-testid="share">
        <Icon name="link" />
        <span className={styles.label}>{TEXTS.bar.share}</span>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner className={popup.positioner} sideOffset={6} align="end" collisionPadding={12}>
          <Popover.Popup className={classNames(popup.popup, styles.popup)} initialFocus={field}>
            <Popover.Title className={styles.title}>{shared?.copied === false ? TEXTS.share.failed : TEXTS.share.copied}</Popover.Title>
            <input ref={field} className={styles.field} readOnly value={shared?.link ?? ''} aria-label="Link" data-testid="share-link" onFocus={(event) => event.target.select()} />
            <Popover.Description className={styles.length}>{lengthText(shared?.link.length ?? 0)}</Popover.Description>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

function lengthText(length: number): string {
  const said = count(length, 'character');
  if (length > VERY_LONG) return `${said}: longer than many programs take. Sending the code as a file is safer.`;
  if (length > LONG) return `${said}: longer than some chat programs take.`;
  return `${said}. It holds the program and the place in it; nothing is stored anywhere. Opening it runs nothing.`;
}
