import { Monitor, Moon, Sun } from 'lucide-react';
import { RadioGroup } from 'radix-ui';
import { useId } from 'react';
import { t } from '../../i18n/index.ts';
import { THEMES, type Theme, useTheme } from '../../lib/theme.ts';

const ICONS = { system: Monitor, light: Sun, dark: Moon } as const satisfies Record<Theme, unknown>;

/** Light, dark, or like the system; kept in this browser. */
export function ThemeChoice() {
  const [theme, setTheme] = useTheme();
  const id = useId();
  return (
    <div className="space-y-1.5">
      <p id={id} className="text-[13px] font-[550]">
        {t.settings.theme}
      </p>
      <RadioGroup.Root
        aria-labelledby={id}
        value={theme}
        onValueChange={(value) => setTheme(value as Theme)}
        className="inline-flex flex-wrap gap-1 max-sm:gap-0.5 rounded-[10px] border border-line bg-sunken p-1"
      >
        {THEMES.map((name) => {
          const Icon = ICONS[name];
          return (
            <RadioGroup.Item
              key={name}
              value={name}
              className="flex items-center gap-2 rounded-[7px] border border-transparent px-3 py-1.5 max-sm:gap-1.5 max-sm:px-1.5 text-[13px] font-[550] text-muted hover:text-fg data-[state=checked]:border-line-strong data-[state=checked]:bg-surface data-[state=checked]:text-fg data-[state=checked]:shadow-card"
            >
              <Icon aria-hidden className="size-4" />
              {t.settings.themes[name]}
            </RadioGroup.Item>
          );
        })}
      </RadioGroup.Root>
    </div>
  );
}
