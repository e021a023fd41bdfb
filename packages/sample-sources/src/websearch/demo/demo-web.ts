import type { SampleWeb } from '../web.ts';
import { teaPages } from './teas.ts';
import { tradePages } from './trade.ts';

/** About 160 pages on six sites that a tea shop's people would look things up on. */
export function demoWeb(): SampleWeb {
  return {
    pages: [...teaPages(), ...tradePages()],
    robots: {
      // Of the server itself, where all sites stand below one address.
      '*': 'User-agent: *\nDisallow: /sites/brewing-notes.example/tests/\n',
      'brewing-notes.example': 'User-agent: *\nDisallow: /tests/\n',
    },
  };
}
