import { useEffect } from 'react';
import { useStore } from 'zustand';
import type { Theme } from '../state/settings-store.ts';
import { TEXTS } from '../state/texts.ts';
import type { Tracepad } from '../state/tracepad.ts';
import { IconButton } from '../ui/Button.tsx';
import type { IconName } from '../ui/Icon.tsx';

const NEXT: Record<Theme, Theme> = { system: 'light', light: 'dark', dark: 'contrast', contrast: 'system' };
const ICONS: Record<Theme, IconName> = { system: 'system', light: 'sun', dark: 'moon', contrast: 'contrast' };

/** As the system, light, dark, high contrast, and round again. */
export function ThemeButton({ app }: { readonly app: Tracepad }) {
  const theme = useStore(app.settings, (settings) => settings.theme);
  useEffect(() => {
    if (theme === 'system') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
  }, [theme]);
  return <IconButton icon={ICONS[theme]} label={TEXTS.bar.theme[theme]} onClick={() => app.settings.setState({ theme: NEXT[theme] })} data-testid="theme" />;
}
