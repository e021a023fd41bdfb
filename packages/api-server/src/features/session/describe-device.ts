import type { SessionEntry } from '@rita/contracts';
import Bowser from 'bowser';

const MAX_READ = 400;
const MAX_NAME = 40;
const KINDS: Record<string, SessionEntry['device']['kind']> = {
  desktop: 'desktop',
  mobile: 'phone',
  tablet: 'tablet',
};

/** What a `user-agent` says about the browser and the machine; what it leaves out is null. */
export function describeDevice(userAgent: string | null): SessionEntry['device'] {
  const text = (userAgent ?? '').slice(0, MAX_READ);
  if (text === '') return { browser: null, system: null, kind: 'unknown' };
  const { browser, os, platform } = Bowser.parse(text);
  return {
    browser: nameOf(browser.name),
    system: nameOf(os.name),
    kind: KINDS[platform.type ?? ''] ?? 'unknown',
  };
}

function nameOf(name: string | undefined): string | null {
  return name ? name.slice(0, MAX_NAME) : null;
}
