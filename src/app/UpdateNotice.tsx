import { useStore } from 'zustand';
import { TEXTS } from '../state/texts.ts';
import type { Tracepad } from '../state/tracepad.ts';
import { Button } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';

/** A new version has come and waits; the open page goes on as it is until the person takes it. */
export function UpdateNotice({ app }: { readonly app: Tracepad }) {
  const update = useStore(app.notices, (notices) => notices.update);
  if (update === null) return null;
  return (
    <Notice tone="info" testId="update-notice" onDismiss={() => app.notices.setState({ update: null })} dismissLabel={TEXTS.errors.dismiss} actions={<Button onClick={update}>{TEXTS.update.take}</Button>}>
      {TEXTS.update.ready}
    </Notice>
  );
}
