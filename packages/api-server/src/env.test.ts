import { expect, test } from 'vitest';
import { readApiEnv } from './env.ts';

const good = {
  CONNECTOR_WEBHOOK_URL: 'http://127.0.0.1:3001/webhook',
  CONNECTOR_WEBHOOK_SECRET: `whsec_${Buffer.alloc(24, 1).toString('base64')}`,
  AUTH_SECRET: 'a secret of the tests, of 32 characters or more',
};
const read = (more: Record<string, string>) => readApiEnv({ ...good, ...more });

test('lists are read', () => {
  expect(read({})).toMatchObject({
    ...{ MCP_ORIGINS: [], CHANGE_WEBHOOK_HOSTS: [], CONNECTOR_ROOT_KEY: [], TRUST_PROXY: false },
  });
  const roots = ['A'.repeat(43), 'B'.repeat(43)];
  expect(
    read({
      MCP_ORIGINS: 'https://a.example, http://localhost:8080/',
      CHANGE_WEBHOOK_HOSTS: 'Chat.Corp.Example.,10.0.0.8',
      CONNECTOR_ROOT_KEY: roots.join(' '),
      TRUST_PROXY: '10.0.0.0/8, fd00::1 loopback',
    }),
  ).toMatchObject({
    MCP_ORIGINS: ['https://a.example', 'http://localhost:8080'],
    CHANGE_WEBHOOK_HOSTS: ['chat.corp.example', '10.0.0.8'],
    CONNECTOR_ROOT_KEY: roots,
    TRUST_PROXY: ['10.0.0.0/8', 'fd00::1', 'loopback'],
  });
  expect(read({ TRUST_PROXY: 'true' }).TRUST_PROXY).toBe(true);
  expect(read({ TRUST_PROXY: 'false' }).TRUST_PROXY).toBe(false);
});

test.each([
  ['TRUST_PROXY', '10.0.0.0/8,balancer.example', 'balancer.example'],
  // Not how many proxies there are: it would be read as 0.0.0.1.
  ['TRUST_PROXY', '1', '1'],
  ['TRUST_PROXY', '10.0.0.0/77', '10.0.0.0/77'],
  ['TRUST_PROXY', '10.0.0.1,true', 'true'],
  ['CHANGE_WEBHOOK_HOSTS', 'chat.example,*.corp.example', '*.corp.example'],
  ['CHANGE_WEBHOOK_HOSTS', 'chat.example:8443', 'chat.example:8443'],
  ['CHANGE_WEBHOOK_HOSTS', '10.1', '10.1'],
  ['MCP_ORIGINS', 'https://a.example,*', '*'],
  ['MCP_ORIGINS', 'https://a.example/chat', 'https://a.example/chat'],
  ['CONNECTOR_ROOT_KEY', `${'A'.repeat(43)} 3F2A-91BC`, '3F2A-91BC'],
])('an entry of %s that can mean nothing is named: %s', (name, text, entry) => {
  expect(() => read({ [name]: text })).toThrow(`${name}: “${entry}”`);
});

test('what is no webhook secret is refused, and not shown', () => {
  const secret = `${good.CONNECTOR_WEBHOOK_SECRET} guess:ed`;
  const reading = () => read({ CONNECTOR_WEBHOOK_SECRET: secret });
  expect(reading).toThrow(/CONNECTOR_WEBHOOK_SECRET: must be/);
  expect(reading).not.toThrow('guess:ed');
});

test('two clients of assistants with one id are refused, and their secrets not shown', () => {
  const client = (secret: string) => ({
    ...{ client_id: 'copilot', client_name: 'Copilot', client_secret: secret.repeat(32) },
    redirect_uris: ['https://copilot.example/callback'],
  });
  const reading = () => read({ OAUTH_CLIENTS: JSON.stringify([client('a'), client('b')]) });
  expect(reading).toThrow('OAUTH_CLIENTS: has two clients with the same client_id');
  expect(reading).not.toThrow('aaaa');
  expect(read({ OAUTH_CLIENTS: JSON.stringify([client('a')]) }).OAUTH_CLIENTS).toHaveLength(1);
});
