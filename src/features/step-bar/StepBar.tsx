import { useEffect } from 'react';
import { Slider } from '@base-ui/react/slider';
import { useStore } from 'zustand';
import { questionOf } from '../../state/quiz-store.ts';
import { SPEEDS } from '../../state/settings-store.ts';
import { stepViewOf, type StepView } from '../../state/step-view.ts';
import { TEXTS } from '../../state/texts.ts';
import { rangeOfView, stepsOfView } from '../../state/trace-store.ts';
import type { Tracepad } from '../../state/tracepad.ts';
import { endText, endTone, runFailureText, sentence, stepText } from '../../state/wording.ts';
import { IconButton } from '../../ui/Button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { Segmented } from '../../ui/Segmented.tsx';
import { LoopPicker } from './LoopPicker.tsx';
import { RunToButtons } from './RunToButtons.tsx';
import { StepCounter } from './StepCounter.tsx';
import styles from './StepBar.module.css';

interface StepBarProps {
  readonly app: Tracepad;
  /** What cannot be chosen is left out, to be small. */
  readonly inEmbed?: boolean;
}

/** Moves on by itself while playing; stops at the end. */
function useAutoplay(app: Tracepad): void {
  const playing = useStore(app.trace, (view) => view.playing);
  const speed = useStore(app.settings, (settings) => settings.stepsPerSecond);
  useEffect(() => {
    if (!playing) return undefined;
    const timer = setInterval(() => {
      const view = app.trace.getState();
      const steps = stepsOfView(view);
      if (steps === null || view.step >= rangeOfView(view).last) app.trace.setState({ playing: false });
      else app.navigation.forward();
    }, 1000 / speed);
    return () => clearInterval(timer);
  }, [app, playing, speed]);
}

export function StepBar({ app, inEmbed = false }: StepBarProps) {
  useAutoplay(app);
  const view = useStore(app.trace);
  const predictions = useStore(app.predictions);
  const speed = useStore(app.settings, (settings) => settings.stepsPerSecond);
  const { navigation } = app;
  const shown = stepViewOf(view, predictions);
  const steps = stepsOfView(view);
  const { first, last } = rangeOfView(view);
  const linesOnly = view.loaded?.trace.header.granularity === 'line';
  const none = steps === null || steps.count === 0;
  const texts = TEXTS.steps;

  return (
    <div className={styles.bar}>
      <div className={styles.row} role="toolbar" aria-label={texts.title}>
        <div className={styles.buttons}>
          <IconButton className={styles['end-button']} icon="first" label={texts.first} shortcut="Home" disabled={none || view.step === first} onClick={navigation.first} data-testid="step-first" />
          <IconButton icon="back" label={texts.back} shortcut="←" disabled={none || view.step === first} onClick={navigation.back} data-testid="step-back" />
          <IconButton icon={view.playing ? 'pause' : 'play'} label={view.playing ? texts.pause : texts.play} shortcut="Space" disabled={none} onClick={navigation.togglePlaying} data-testid="step-play" />
          <IconButton icon="forward" label={texts.forward} shortcut="→" disabled={none || view.step === last} onClick={navigation.forward} data-testid="step-forward" />
          <IconButton className={styles['end-button']} icon="last" label={texts.last} shortcut="End" disabled={none || view.step === last} onClick={navigation.last} data-testid="step-last" />
        </div>
        <RunToButtons app={app} none={none} atStart={view.step === first} atEnd={view.step === last} />
        <StepCounter step={view.step} count={steps?.count ?? 0} range={view.range === null ? null : { first, last }} onGo={navigation.goTo} />
        <StepWords app={app} shown={shown} atEnd={view.step === last} />
        <div className={styles.choices}>
          <LoopPicker app={app} />
          <select className={styles.speed} aria-label={texts.speed} title={texts.speed} value={String(speed)} onChange={(event) => app.settings.setState({ stepsPerSecond: Number(event.target.value) })}>
            {SPEEDS.map((choice) => (
              <option key={choice} value={choice}>
                {choice} {texts.aSecond}
              </option>
            ))}
          </select>
          {!(inEmbed && (linesOnly || view.range !== null)) && (
            <Segmented
              label={texts.granularity}
              testId="granularity"
              value={view.granularity}
              choices={[
                { value: 'line', label: texts.line },
                { value: 'instruction', label: texts.instruction, disabled: linesOnly, ...(linesOnly ? { title: texts.linesOnly } : {}) },
              ]}
              onChange={navigation.setGranularity}
            />
          )}
        </div>
      </div>
      <Slider.Root className={styles.slider} min={first} max={Math.max(first + 1, last)} value={view.step} disabled={none || last === first} onValueChange={(value) => navigation.scrubTo(value)} aria-label={texts.slider} data-testid="step-slider">
        {/* Half a step's width at either end, so that the thumb stands over its step in the timeline below. */}
        <Slider.Control className={styles.control} style={{ paddingInline: last === first ? 0 : `${50 / (last - first + 1)}%` }}>
          <Slider.Track className={styles.track}>
            <Slider.Indicator className={styles.indicator} />
            <Slider.Thumb className={styles.thumb} getAriaLabel={() => texts.slider} getAriaValueText={(_, value) => `${value + 1} ${texts.of} ${steps?.count ?? 0}`} />
          </Slider.Track>
        </Slider.Control>
      </Slider.Root>
    </div>
  );
}

interface StepWordsProps {
  readonly app: Tracepad;
  readonly shown: StepView | null;
  readonly atEnd: boolean;
}

/** What the step is, and how the run ended. */
function StepWords({ app, shown, atEnd }: StepWordsProps) {
  const run = useStore(app.run);
  const loaded = useStore(app.trace, (view) => view.loaded);
  // What a call comes to is asked for, too.
  const asked = useStore(app.quiz, (quiz) => loaded !== null && questionOf(quiz, loaded) !== null);
  const end = run.kind === 'ended' && !asked ? run.end : null;
  return (
    <div className={styles.words}>
      <span className={styles.event} data-testid="step-event" title={shown === null ? undefined : stepText(shown.place, shown.real.value, shown.instruction)}>
        {shown === null ? (run.kind === 'running' ? `${run.records.toLocaleString('en')} ${TEXTS.steps.soFar}` : TEXTS.steps.none) : sentence(stepText(shown.place, shown.real.value, shown.instruction))}
      </span>
      {end !== null && (
        <span className={classNames(styles.end, styles[endTone(end)], atEnd && styles.reached)} data-testid="trace-end" data-reason={end.reason} title={endText(end, shown !== null)}>
          {/* The step beside it says the rest. */}
          {endText(atEnd && shown !== null && end.reason === 'exception' ? { ...end, message: '' } : end, shown !== null)}
        </span>
      )}
      {run.kind === 'failed' && (
        <span className={classNames(styles.end, styles.bad)} role="alert" data-testid="run-failed">
          {runFailureText(run)}
        </span>
      )}
    </div>
  );
}
