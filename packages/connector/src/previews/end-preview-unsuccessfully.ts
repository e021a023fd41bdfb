import type { RunKind } from '../runs/run-kind.ts';
import { failPreview } from './preview.store.ts';

/** What it had found out stays to be seen. */
export const endPreviewUnsuccessfully: RunKind['endUnsuccessfully'] = (trx, _, { run, failure }) =>
  failPreview(trx, run, failure);
