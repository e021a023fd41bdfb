import { endAccessCheckUnsuccessfully } from './access/end-access-check-unsuccessfully.ts';
import { performAccessCheck } from './access/perform-access-check.ts';
import { endPreviewUnsuccessfully } from './previews/end-preview-unsuccessfully.ts';
import { performPreview } from './previews/perform-preview.ts';
import type { RunKinds } from './runs/run-kind.ts';
import { endSyncUnsuccessfully } from './syncs/end-sync-unsuccessfully.ts';
import { performSync } from './syncs/perform-sync.ts';
import { endVerificationUnsuccessfully } from './verifications/end-verification-unsuccessfully.ts';
import { performVerify } from './verifications/perform-verify.ts';

/** Every kind of run; one that is left out does not compile. */
export const RUN_KINDS: RunKinds = {
  verification: { perform: performVerify, endUnsuccessfully: endVerificationUnsuccessfully },
  sync: { perform: performSync, endUnsuccessfully: endSyncUnsuccessfully },
  access_check: {
    perform: performAccessCheck,
    endUnsuccessfully: endAccessCheckUnsuccessfully,
  },
  preview: { perform: performPreview, endUnsuccessfully: endPreviewUnsuccessfully },
};
