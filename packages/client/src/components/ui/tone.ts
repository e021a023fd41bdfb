/** What a colour means. Never the only sign: an icon or words always say the same. */
export type Tone = 'ok' | 'warn' | 'bad' | 'info' | 'access' | 'off';

export const TONE_SURFACE: Record<Tone, string> = {
  ok: 'bg-ok-soft',
  warn: 'bg-warn-soft',
  bad: 'bg-bad-soft',
  info: 'bg-info-soft',
  access: 'bg-access-soft',
  off: 'bg-sunken border border-line',
};

export const TONE_TEXT: Record<Tone, string> = {
  ok: 'text-ok',
  warn: 'text-warn',
  bad: 'text-bad',
  info: 'text-info',
  access: 'text-access',
  off: 'text-muted',
};
