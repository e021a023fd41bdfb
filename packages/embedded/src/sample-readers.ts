import {
  isLoopbackHost,
  type SampleReaderAccount,
} from '@rita/api-server/features/session/sample-readers';
import { SAMPLE_READERS } from '@rita/contracts';
import { DEMO_READERS } from '@rita/sample-sources';

/**
 * People of the sample sources to look through the eyes of. Whoever reaches the app becomes one of
 * them with a click, so there are none where that could be anybody but whoever sits at this machine.
 */
export function sampleReadersFor(given: {
  hasSamples: boolean;
  host: string;
  publicUrl: string;
}): SampleReaderAccount[] {
  const { hasSamples, host, publicUrl } = given;
  const isOnlyHere = isLoopbackHost(host) && isLoopbackHost(new URL(publicUrl).hostname);
  if (!hasSamples || !isOnlyHere) return [];
  return SAMPLE_READERS.map((id) => {
    const { name, address } = DEMO_READERS[id];
    return { id, name, address };
  });
}
