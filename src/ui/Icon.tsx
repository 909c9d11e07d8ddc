import type { ReactNode } from 'react';

/** Drawn on a 16 × 16 grid with a 1.5 px stroke; they take the colour of the text around them. */
const PATHS = {
  run: <path d="M5 3.2v9.6L12.6 8z" fill="currentColor" />,
  stop: <rect x="4" y="4" width="8" height="8" rx="1" fill="currentColor" />,
  play: <path d="M5.2 3.5v9L12.2 8z" />,
  pause: <path d="M5.5 3.5v9M10.5 3.5v9" />,
  first: <path d="M4 3.5v9M12 3.8 7 8l5 4.2z" />,
  back: <path d="M10.5 3.5 6 8l4.5 4.5" />,
  forward: <path d="M5.5 3.5 10 8l-4.5 4.5" />,
  last: <path d="M12 3.5v9M4 3.8 9 8l-5 4.2z" />,
  over: <path d="M2.5 9.5a5.3 5.3 0 0 1 10.2-1.2M13.3 4.6l-.5 3.9-3.8-.8M8 12.2v.1" />,
  out: <path d="M8 10V2.8M4.8 5.8 8 2.6l3.2 3.2M8 13.2v.1" />,
  toBreak: <path d="M2.5 8h5M5.2 5.2 8 8l-2.8 2.8M12.2 5.8a2.2 2.2 0 1 1 0 4.4 2.2 2.2 0 0 1 0-4.4" />,
  backToBreak: <path d="M13.5 8h-5M10.8 5.2 8 8l2.8 2.8M3.8 5.8a2.2 2.2 0 1 0 0 4.4 2.2 2.2 0 0 0 0-4.4" />,
  breakpoint: <circle cx="8" cy="8" r="4" fill="currentColor" />,
  calls: <path d="M3 3.5h4M5 3.5v9M5 8h3.5M5 12.5h3.5M10.5 8h3M10.5 12.5h3" />,
  loop: <path d="M12.8 6.2A5.2 5.2 0 0 0 3.4 5.6M3.2 9.8a5.2 5.2 0 0 0 9.4.6M3 2.8v3h3M13 13.2v-3h-3" />,
  link: <path d="M6.6 9.4a2.6 2.6 0 0 0 3.7 0l2-2a2.6 2.6 0 0 0-3.7-3.7l-.7.7M9.4 6.6a2.6 2.6 0 0 0-3.7 0l-2 2a2.6 2.6 0 0 0 3.7 3.7l.7-.7" />,
  sun: <path d="M8 5.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6M8 1.6v1.2M8 13.2v1.2M1.6 8h1.2M13.2 8h1.2M3.5 3.5l.8.8M11.7 11.7l.8.8M3.5 12.5l.8-.8M11.7 4.3l.8-.8" />,
  moon: <path d="M13 9.6A5.4 5.4 0 0 1 6.4 3a5.4 5.4 0 1 0 6.6 6.6z" />,
  system: <path d="M2.5 3.5h11v7h-11zM6 13h4M8 10.5V13" />,
  help: <path d="M6 6.1a2 2 0 1 1 2.9 1.8c-.6.3-.9.7-.9 1.4M8 11.6v.1M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8" />,
  check: <path d="m3.5 8.4 3 3 6-6.6" />,
  notEqual: <path d="M3.5 6h9M3.5 10h9M10.6 2.8 5.4 13.2" />,
  type: <path d="M3 4.2V3h10v1.2M8 3v10M6.2 13h3.6" />,
  minus: <path d="M3.5 8h9" />,
  plus: <path d="M3.5 8h9M8 3.5v9" />,
  damaged: <path d="M8 2.2 14 13H2zM8 6.5v3M8 11.2v.1" />,
  info: <path d="M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8M8 7.4v3.4M8 5.1v.1" />,
  close: <path d="m4 4 8 8M12 4l-8 8" />,
  down: <path d="m4 6.2 4 4 4-4" />,
  up: <path d="m4 9.8 4-4 4 4" />,
  right: <path d="m6.2 4 4 4-4 4" />,
  note: <path d="M3 3h10v7l-3 3H3zM10 13v-3h3M5.5 6h5M5.5 8.5h3" />,
  book: <path d="M8 4.2C6.4 3 4.4 2.8 2.5 3v9.4c1.9-.2 3.9 0 5.5 1.1 1.6-1.1 3.6-1.3 5.5-1.1V3C11.6 2.8 9.6 3 8 4.2zM8 4.2v9.3" />,
  cursor: <path d="M2.5 8h9M8 4.5 11.5 8 8 11.5" />,
  chip: <path d="M4.5 4.5h7v7h-7zM6.5 2v2.5M9.5 2v2.5M6.5 11.5V14M9.5 11.5V14M2 6.5h2.5M2 9.5h2.5M11.5 6.5H14M11.5 9.5H14" />,
  record: <path d="M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8M8 5.8a2.2 2.2 0 1 0 0 4.4 2.2 2.2 0 0 0 0-4.4" />,
  fork: <path d="M3 8h4c3 0 2.5-4 5.5-4H13M7 8c3 0 2.5 4 5.5 4H13M10.8 2 13 4l-2.2 2M10.8 10l2.2 2-2.2 2" />,
  contrast: (
    <>
      <circle cx="8" cy="8" r="6.2" />
      <path d="M8 1.8a6.2 6.2 0 0 1 0 12.4z" fill="currentColor" />
    </>
  ),
  search: <path d="M7 2.8a4.2 4.2 0 1 0 0 8.4 4.2 4.2 0 0 0 0-8.4M10.2 10.2 13.5 13.5" />,
  fold: <path d="M3 2.5h10M3 13.5h10M8 4.8v2.4M6.4 5.8 8 7.4l1.6-1.6M8 11.2V8.8M6.4 10.2 8 8.6l1.6 1.6" />,
  maximise: <path d="M9.5 3h3.5v3.5M13 3 9 7M6.5 13H3V9.5M3 13l4-4" />,
  restore: <path d="M13 7H9V3M9 7l4-4M3 9h4v4M7 9l-4 4" />,
  inherited: <path d="M4 2.5v6a2 2 0 0 0 2 2h6.5M9.5 7.5l3 3-3 3" />,
} satisfies Record<string, ReactNode>;

export type IconName = keyof typeof PATHS;

interface IconProps {
  readonly name: IconName;
  /** Edge in CSS px. */
  readonly size?: number;
}

/** A decoration: what it means must stand in words beside it or in the label of its button. */
export function Icon({ name, size = 16 }: IconProps) {
  return (
    <svg width={size} height={size} viewBox="0 0 16 16" fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" strokeLinejoin="round" aria-hidden="true" focusable="false">
      {PATHS[name]}
    </svg>
  );
}
