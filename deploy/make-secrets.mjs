// Prints fresh secrets for compose.yaml: node deploy/make-secrets.mjs > .env
import { randomBytes } from 'node:crypto';

const secrets = {
  POSTGRES_PASSWORD: randomBytes(24).toString('hex'),
  RABBITMQ_PASSWORD: randomBytes(24).toString('hex'),
  AUTH_SECRET: randomBytes(32).toString('base64url'),
  CONNECTOR_WEBHOOK_SECRET: `whsec_${randomBytes(32).toString('base64')}`,
  VAULT_KEY: randomBytes(32).toString('base64'),
  METRICS_TOKEN: randomBytes(24).toString('hex'),
  // The first owner: sign in with these, then invite the others. Nobody can sign up by themselves.
  SEED_EMAIL: 'owner@example.com',
  SEED_PASSWORD: randomBytes(18).toString('base64url'),
};
for (const [name, value] of Object.entries(secrets)) process.stdout.write(`${name}=${value}\n`);
