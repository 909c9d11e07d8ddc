import { useState } from 'react';
import { useStore } from 'zustand';
import { TEXTS } from '../../state/texts.ts';
import type { Tracepad } from '../../state/tracepad.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';

/** What to do first, in three steps, once there is a trace; never again after. */
export function FirstSteps({ app }: { readonly app: Tracepad }) {
  const seen = useStore(app.settings, (settings) => settings.hintSeen);
  const hasTrace = useStore(app.trace, (view) => view.loaded !== null);
  const [place, setPlace] = useState(0);
  if (seen || !hasTrace) return null;
  const { steps, title, of, next, done, skip } = TEXTS.firstSteps;
  const isLast = place === steps.length - 1;
  const close = (): void => {
    app.settings.setState({ hintSeen: true });
    setPlace(0);
  };
  return (
    <Notice
      tone="info"
      testId="first-steps"
      onDismiss={close}
      dismissLabel={skip}
      actions={
        <Button onClick={isLast ? close : () => setPlace(place + 1)} data-testid="first-steps-next">
          {isLast ? done : next}
        </Button>
      }
    >
      <strong>{`${title}, ${place + 1} ${of} ${steps.length}`}</strong> {steps[place]}
    </Notice>
  );
}
