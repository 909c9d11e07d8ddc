import { useRef, useState } from 'react';
import { Popover } from '@base-ui/react/popover';
import { useStore } from 'zustand';
import { LONG_LINK, MAX_AUTO_STEPS, VERY_LONG_LINK, type RecordingChoice } from '../../state/share-link.ts';
import { TEXTS } from '../../state/texts.ts';
import type { SharedLink, Tracepad } from '../../state/tracepad.ts';
import { count } from '../../state/wording.ts';
import { charactersPhrase } from '../../state/view-wording.ts';
import { Button } from '../../ui/Button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { Icon } from '../../ui/Icon.tsx';
import button from '../../ui/Button.module.css';
import popup from '../../ui/popup.module.css';
import { FileActions } from './FileActions.tsx';
import styles from './ShareButton.module.css';

interface ShareButtonProps {
  readonly app: Tracepad;
}

const CHOICES: readonly RecordingChoice[] = ['auto', 'all', 'trace', 'none'];

/** Copies a link that brings back program, call and place, with the recording where it fits; and the ways by file. */
export function ShareButton({ app }: ShareButtonProps) {
  const [shared, setShared] = useState<SharedLink | null>(null);
  const [copied, setCopied] = useState<'link' | 'snippet' | 'failed' | null>(null);
  const choice = useStore(app.sharing, (sharing) => sharing.choice);
  const hasTrace = useStore(app.trace, (view) => view.loaded !== null);
  const field = useRef<HTMLInputElement>(null);

  // Refused without permission or in an embedded page: the link is then shown to be copied by hand.
  const copy = (text: string, what: 'link' | 'snippet'): Promise<void> =>
    navigator.clipboard.writeText(text).then(
      () => setCopied(what),
      () => setCopied('failed'),
    );

  // What each step down would save.
  const lines = useStore(app.trace, (view) => view.loaded?.lines.count ?? 0);
  const lengths: Partial<Record<RecordingChoice, string>> = {};
  if (shared !== null && lines > 0 && lines <= MAX_AUTO_STEPS) {
    for (const option of ['all', 'trace', 'none'] as const) lengths[option] = count(app.shareLink(option).address.length, 'character');
  }

  const open = (): void => {
    const link = app.shareLink();
    setShared(link);
    setCopied(null);
    void app.idle.during('share', copy(link.address, 'link'));
  };

  const choose = (next: RecordingChoice): void => {
    app.sharing.setState({ choice: next });
    setShared(app.shareLink());
    setCopied(null);
  };

  return (
    <Popover.Root
      open={shared !== null}
      onOpenChange={(now) => {
        if (now) open();
        else setShared(null);
      }}
    >
      <Popover.Trigger className={classNames(button.button, button.quiet)} data-testid="share">
        <Icon name="link" />
        <span className={button.word}>{TEXTS.bar.share}</span>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner className={popup.positioner} sideOffset={6} align="end" collisionPadding={12}>
          <Popover.Popup className={classNames(popup.popup, styles.popup)} initialFocus={field}>
            <Popover.Title className={styles.title}>{copied === null ? TEXTS.share.title : copied === 'failed' ? TEXTS.share.failed : copied === 'link' ? TEXTS.share.copied : TEXTS.share.snippetCopied}</Popover.Title>
            <div className={styles.row}>
              <input ref={field} className={styles.field} readOnly value={shared?.address ?? ''} aria-label={TEXTS.share.link} data-testid="share-link" onFocus={(event) => event.target.select()} />
              <Button onClick={() => void copy(shared?.address ?? '', 'link')} data-testid="share-copy">
                {TEXTS.share.copy}
              </Button>
            </div>
            <Meter length={shared?.address.length ?? 0} />
            <Popover.Description className={styles.length}>{lengthText(shared)}</Popover.Description>
            {hasTrace && (
              <fieldset className={styles.choices} data-testid="share-choices">
                <legend>{TEXTS.share.recording}</legend>
                {CHOICES.map((option) => (
                  <label key={option} className={styles.choice}>
                    <input type="radio" name="share-recording" value={option} checked={choice === option} onChange={() => choose(option)} />
                    {TEXTS.share.choices[option]}
                    {lengths[option] !== undefined && <span className={styles.size}>{lengths[option]}</span>}
                  </label>
                ))}
              </fieldset>
            )}
            <FileActions app={app} onDone={() => setShared(null)} embed={() => void copy(app.embedSnippet(), 'snippet')} onHosted={(url) => setShared(app.linkToFile(url) ?? app.shareLink())} />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

/** How much of what programs take the link uses up; the words say it too. */
function Meter({ length }: { readonly length: number }) {
  const level = length > VERY_LONG_LINK ? 'bad' : length > LONG_LINK ? 'warn' : 'good';
  return (
    <div className={styles.meter} aria-hidden="true" data-level={level} data-testid="share-meter">
      <span style={{ width: `${Math.min(100, (100 * length) / VERY_LONG_LINK)}%` }} />
      <i style={{ left: `${(100 * LONG_LINK) / VERY_LONG_LINK}%` }} />
    </div>
  );
}

function lengthText(shared: SharedLink | null): string {
  const length = shared?.address.length ?? 0;
  const said = charactersPhrase(length);
  const holds = TEXTS.share.holds[shared?.holds ?? 'none'];
  if (length > VERY_LONG_LINK) return `${said}: ${TEXTS.share.veryLong}`;
  if (length > LONG_LINK) return `${said}: ${TEXTS.share.long}`;
  return `${said}. ${holds} ${TEXTS.share.harmless}`;
}
