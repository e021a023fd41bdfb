import { installPackages } from './debian.ts';
import { findBinary } from './find-binary.ts';
import { MissingService } from './service.ts';

/** The same engine without the windows that nobody sees: a third of a browser's work. */
const SHELLS = ['chromium-headless-shell', 'chrome-headless-shell'];
const WHOLE = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'Chromium',
  'Google Chrome',
];
const FOLDERS = [
  '/usr/bin',
  '/Applications/Chromium.app/Contents/MacOS',
  '/Applications/Google Chrome.app/Contents/MacOS',
];

/**
 * Path of the browser for tests: `CHROMIUM_PATH`, else a headless shell, installed first where we
 * may, else the machine's whole browser.
 *
 * @throws MissingService
 */
export async function findChromium(): Promise<string> {
  const found = process.env.CHROMIUM_PATH || (await findBinary(SHELLS, FOLDERS));
  if (found) return found;
  await installPackages();
  const next = await findBinary([...SHELLS, ...WHOLE], FOLDERS);
  if (next) return next;
  throw new MissingService(
    'The browser tests need Chromium: install it (Debian: apt-get install chromium) or set CHROMIUM_PATH.',
  );
}
