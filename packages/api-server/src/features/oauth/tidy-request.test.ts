import { describe, expect, test } from 'vitest';
import { isSameResource, tidyAuthorization, tidyTokenRequest } from './tidy-request.ts';

const RESOURCE = 'https://rita.example/mcp';

describe('the resource', () => {
  test.each([
    ['https://rita.example/mcp', true],
    ['https://rita.example/mcp/', true],
    ['HTTPS://RITA.example/mcp', true],
    ['https://rita.example:443/mcp', true],
    ['https://rita.example/mcp//', false],
    ['https://rita.example/MCP', false],
    ['https://rita.example/', false],
    ['http://rita.example/mcp', false],
    ['https://rita.example/mcp?x', false],
    ['https://rita.example/mcp#x', false],
    ['https://x@rita.example/mcp', false],
    ['https://rita.example.evil.example/mcp', false],
    ['not an address', false],
  ])('%s: %s', (value, expected) => {
    expect(isSameResource(value, RESOURCE)).toBe(expected);
  });

  test('another one stays, to be refused; twice the same one is one', () => {
    const other = new URLSearchParams({ resource: 'https://elsewhere.example/' });
    expect(tidyAuthorization(other, RESOURCE).getAll('resource')).toEqual([
      'https://elsewhere.example/',
    ]);
    const twice = new URLSearchParams([
      ['resource', RESOURCE],
      ['resource', `${RESOURCE}/`],
    ]);
    expect(tidyTokenRequest(twice, RESOURCE).getAll('resource')).toEqual([RESOURCE]);
  });
});

test('what belongs to other ways of signing in is left out; what is sent twice stays to be refused', () => {
  const asked = new URLSearchParams([
    ['client_id', 'a'],
    ['client_id', 'b'],
    ['nonce', 'x'],
    ['request', 'x'],
    ['prompt', 'login'],
    ['scope', 'openid read'],
  ]);
  expect([...tidyAuthorization(asked, RESOURCE)]).toEqual([
    ['client_id', 'a'],
    ['client_id', 'b'],
    ['resource', RESOURCE],
    ['scope', 'documents:read'],
  ]);
});
