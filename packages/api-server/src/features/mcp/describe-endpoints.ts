import {
  asOpenApi,
  COMMON,
  describeHeaders,
  describeProblems,
  WITH_BODY,
} from '../../platform/http/problem-responses.ts';
import { OAUTH_PATHS } from '../oauth/server-metadata.ts';
import { MCP_PATH } from './challenge.ts';

const json = { 'application/json': { schema: { type: 'object' } } };
const ok = (description: string) => ({ 200: { description, content: json } });
/** Whatever any request may be answered with. */
const ANY = Object.fromEntries(
  Object.entries(describeProblems([...COMMON, ...WITH_BODY])).map(([status, response]) => [
    status,
    asOpenApi(response),
  ]),
);
const STANDARD = { description: 'As the standard has it.' };
const REFUSED = {
  401: {
    description: 'No token, or none that works.',
    headers: describeHeaders({ 'WWW-Authenticate': 'Where to sign in, and what is wrong.' }),
  },
  403: { description: 'A key for other things, or a page of another site.' },
};

/** The endpoint for assistants and its sign-in, which speak protocols of their own, as paths of an OpenAPI document. */
export function describeAssistantEndpoints(): Record<string, object> {
  const page = (operationId: string, summary: string) => ({
    get: { operationId, summary, tags: ['assistants'], responses: { ...ANY, ...ok('The page.') } },
  });
  const preflight = (operationId: string) => ({
    ...{ operationId, summary: 'What pages of other sites may send', tags: ['assistants'] },
    responses: { ...ANY, 204: { description: 'What may be sent.' }, 403: REFUSED[403] },
  });
  const form = (
    operationId: string,
    summary: string,
    type = 'application/x-www-form-urlencoded',
  ) => ({
    options: preflight(`${operationId}Before`),
    post: {
      ...{ operationId, summary, tags: ['assistants'] },
      requestBody: { content: { [type]: { schema: { type: 'object' } } } },
      responses: {
        ...ANY,
        200: { ...STANDARD, content: json },
        201: STANDARD,
        400: STANDARD,
        401: STANDARD,
      },
    },
  });
  return {
    [MCP_PATH]: {
      options: preflight('askBeforeMcp'),
      post: {
        operationId: 'callMcp',
        summary: 'The Model Context Protocol: one JSON-RPC message (docs/assistants.md)',
        tags: ['assistants'],
        security: [{ key: ['documents:read'] }],
        requestBody: { content: json },
        responses: { ...ANY, ...ok('The answer, as JSON or as an event stream.'), ...REFUSED },
      },
    },
    [OAUTH_PATHS.authorization]: {
      get: {
        operationId: 'authorizeAssistant',
        summary: 'Begins the sign-in of an assistant (OAuth 2.1 with PKCE)',
        tags: ['assistants'],
        responses: {
          ...ANY,
          303: { description: 'On to the question, or back to the assistant.' },
        },
      },
    },
    [OAUTH_PATHS.token]: form(
      'getAssistantToken',
      'Codes and refresh tokens for tokens (OAuth 2.1)',
    ),
    [OAUTH_PATHS.revocation]: form('revokeAssistantToken', 'Gives a token back (RFC 7009)'),
    [OAUTH_PATHS.registration]: form(
      'registerAssistant',
      'Registers a client (RFC 7591), where the operator allows it',
      'application/json',
    ),
    [OAUTH_PATHS.jwks]: page('getAssistantKeys', 'Public keys of the authorization server'),
    '/.well-known/oauth-protected-resource/mcp': page(
      'describeMcpResource',
      'What POST /mcp is to OAuth (RFC 9728)',
    ),
    '/.well-known/oauth-authorization-server': page(
      'describeAuthorizationServer',
      'The authorization server (RFC 8414)',
    ),
  };
}
