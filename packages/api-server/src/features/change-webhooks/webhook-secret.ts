import { randomBytes } from 'node:crypto';
import { createWebhookSigner, type WebhookSigner } from '@rita/platform/signed-webhook';
import { openText, sealText } from '../../platform/sealed-text.ts';
import { deriveKey } from '../session/derive-key.ts';
import type { ChangeWebhookRow, WebhookPlace } from './change-webhook.store.ts';

/** As Standard Webhooks writes secrets; 24 to 64 bytes of chance. */
const SECRET_BYTES = 32;

export type WebhookSecrets = {
  /** A new secret, and how the database keeps it. */
  make: (place: WebhookPlace) => { secret: string; sealed: string };
  /** Undefined where it was sealed under another `AUTH_SECRET`: a new one has to be made then. */
  signerOf: (row: ChangeWebhookRow) => WebhookSigner | undefined;
};

/** Secrets that deliveries are signed with: encrypted in the database, each for one place. */
export function createWebhookSecrets(authSecret: string): WebhookSecrets {
  const key = deriveKey(authSecret, 'secrets of change webhooks');
  return {
    make(place) {
      const secret = `whsec_${randomBytes(SECRET_BYTES).toString('base64')}`;
      return { secret, sealed: sealText(key, nameOf(place), secret) };
    },
    signerOf(row) {
      const { previous_secret_until: until, sealed_previous_secret: previous } = row;
      const isBeside = previous !== null && until !== null && until.getTime() > Date.now();
      const sealed = [row.sealed_secret, ...(isBeside ? [previous] : [])];
      const name = nameOf({ organizationId: row.organization_id, topic: row.topic });
      const secrets = sealed.map((text) => openText(key, name, text));
      if (secrets[0] === undefined) return undefined;
      return createWebhookSigner(secrets.filter((text) => text !== undefined).join(' '));
    },
  };
}

/** No sealed secret counts at another place than its own. */
function nameOf({ organizationId, topic }: WebhookPlace): string {
  const kind = topic === 'documents' ? 'change webhook' : `${topic} webhook`;
  return `${kind} ${organizationId}`;
}
