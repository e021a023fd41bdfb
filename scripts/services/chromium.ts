import { installPackages } from './debian.ts';
import { findBinary } from './find-binary.ts';
import { MissingService } from './service.ts';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const FOLDERS = [
  '/usr/bin',
  '/Applications/Chromium.app/Contents/MacOS',
  '/Applications/Google Chrome.app/Contents/MacOS',
];

/**
 * Path of the browser for tests: `CHROMIUM_PATH`, else the machine's own, installed first where
 * we may.
 *
 * @throws MissingService
 */
export async function findChromium(): Promise<string> {
  const found = process.env.CHROMIUM_PATH || (await find());
  if (found) return found;
  const installed = (await installPackages()) ? await find() : undefined;
  if (installed) return installed;
  throw new MissingService(
    'The browser tests need Chromium: install it (Debian: apt-get install chromium) or set CHROMIUM_PATH.',
  );
}

function find(): Promise<string | undefined> {
  return findBinary([...NAMES, 'Chromium', 'Google Chrome'], FOLDERS);
}
