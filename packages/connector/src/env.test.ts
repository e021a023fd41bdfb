import { expect, test } from 'vitest';
import { readConnectorEnv } from './env.ts';

const good = {
  CONNECTOR_WEBHOOK_SECRET: `whsec_${Buffer.alloc(24, 1).toString('base64')}`,
  STATUS_CALLBACK_URL: 'http://127.0.0.1:3000/api/connector/status',
  VAULT_KEY: Buffer.alloc(32, 1).toString('base64'),
};

test('defaults', () => {
  expect(readConnectorEnv(good)).toMatchObject({
    PORT: 3001,
    CONNECTOR_NAME: 'rita-connector',
    HEARTBEAT_SECONDS: 15,
    SYNC_CONCURRENCY: 2,
    VERIFY_CONCURRENCY: 4,
    EGRESS_ALLOW: [],
  });
});

test.each([
  ['VAULT_KEY', 'c2hvcnQ='],
  ['VAULT_KEY', undefined],
  ['CONNECTOR_WEBHOOK_SECRET', undefined],
  ['STATUS_CALLBACK_URL', 'ftp://x'],
  ['STATUS_CALLBACK_URL', undefined],
  ['AMQP_URL', 'http://x'],
  ['EGRESS_ALLOW', '10.0.0.0/77'],
  ['EGRESS_ALLOW', 'wiki.example,*.corp.example'],
  ['HEARTBEAT_SECONDS', 'often'],
])('a bad %s is named, and its value is not', (name, value) => {
  const read = () => readConnectorEnv({ ...good, [name]: value });
  expect(read).toThrow(new RegExp(name));
  if (value && name === 'VAULT_KEY') expect(read).not.toThrow(value);
});

test('of EGRESS_ALLOW, which is no secret, the entry is named', () => {
  const read = () => readConnectorEnv({ ...good, EGRESS_ALLOW: 'wiki.example,*.corp.example' });
  expect(read).toThrow('EGRESS_ALLOW: “*.corp.example” is not a host or CIDR');
});
