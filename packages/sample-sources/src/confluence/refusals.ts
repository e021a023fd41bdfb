import type { IncomingHttpHeaders } from 'node:http';
import {
  type Reply,
  SAMPLE_ACCESS_TOKEN,
  SAMPLE_API_TOKEN,
  SAMPLE_EMAIL,
  SAMPLE_PASSWORD,
  SAMPLE_USERNAME,
  type ServerContext,
} from './server-context.ts';

const LOGIN_PAGE =
  '<!DOCTYPE html><html><head><title>Log in - Confluence</title></head><body><form action="/dologin.action"><input name="os_username"><input type="password" name="os_password"></form></body></html>';

/** What stands in front of Confluence: single sign-on, a login page. */
export function refuseAtTheDoor({ switches }: ServerContext): Reply | undefined {
  if (switches.identityProvider) {
    return { status: 302, body: '', headers: { location: switches.identityProvider } };
  }
  if (switches.loginPage) {
    return {
      status: 200,
      body: LOGIN_PAGE,
      headers: { 'content-type': 'text/html;charset=UTF-8' },
    };
  }
  return undefined;
}

export type Caller = 'known' | 'anonymous';

/** Who calls, or how the call is refused. */
export function identify(
  context: ServerContext,
  request: { headers: IncomingHttpHeaders; isV2: boolean; isGateway: boolean },
): Caller | Reply {
  const given = request.headers.authorization;
  if (context.edition === 'data_center') return identifyOnDataCenter(context, given);
  if (context.switches.scopedToken && !request.isGateway) {
    return unauthorized('Unauthorized; scope does not match');
  }
  if (given === undefined && context.site.isAnonymousAllowed) return 'anonymous';
  if (given === basic(SAMPLE_EMAIL, SAMPLE_API_TOKEN)) return 'known';
  if (request.isGateway && given === `Bearer ${SAMPLE_API_TOKEN}`) return 'known';
  if (given?.startsWith('Bearer ')) {
    return { status: 403, body: { error: 'Failed to parse Connect Session Auth Token' } };
  }
  if (request.isV2 && context.switches.v2Refusal === '401') {
    return {
      status: 401,
      body: {
        errors: [{ status: 401, code: 'UNAUTHORIZED', title: 'Unauthorized', detail: null }],
      },
    };
  }
  return notPermitted('caller cannot access Confluence');
}

function identifyOnDataCenter(context: ServerContext, given: string | undefined): Caller | Reply {
  if (context.switches.captcha) {
    return {
      status: 403,
      body: '<html><body>CAPTCHA required</body></html>',
      headers: {
        'content-type': 'text/html',
        'x-seraph-loginreason': 'AUTHENTICATION_DENIED',
        'x-authentication-denied-reason': 'CAPTCHA_CHALLENGE; login-url=/login.action',
      },
    };
  }
  if (given === `Bearer ${SAMPLE_ACCESS_TOKEN}`) return 'known';
  if (given === basic(SAMPLE_USERNAME, SAMPLE_PASSWORD)) return 'known';
  if (given === undefined || context.switches.anonymousOnWrongSecret) return 'anonymous';
  return {
    status: 401,
    body: { message: 'Client must be authenticated to access this resource.', 'status-code': 401 },
    headers: { 'x-seraph-loginreason': 'AUTHENTICATED_FAILED' },
  };
}

/** The measured body of a v1 refusal, the same for no, a wrong and an unlicensed account. */
export function notPermitted(message: string): Reply {
  return {
    status: 403,
    body: {
      statusCode: 403,
      data: {
        authorized: false,
        valid: true,
        errors: [{ message: { key: message, translation: message, args: [] } }],
        successful: false,
      },
      message: `com.atlassian.confluence.api.service.exceptions.PermissionException: ${message}`,
    },
  };
}

export function v1NotFound(message: string): Reply {
  return {
    status: 404,
    body: {
      statusCode: 404,
      data: { authorized: false, valid: true, errors: [], successful: false },
      message: `com.atlassian.confluence.api.service.exceptions.NotFoundException: ${message}`,
    },
  };
}

export function v1BadRequest(message: string): Reply {
  return {
    status: 400,
    body: {
      statusCode: 400,
      data: { authorized: true, valid: false, errors: [], successful: false },
      message: `com.atlassian.confluence.api.service.exceptions.BadRequestException: ${message}`,
    },
  };
}

export function v2Problem(status: number, code: string, title: string): Reply {
  return { status, body: { errors: [{ status, code, title, detail: null }] } };
}

function unauthorized(message: string): Reply {
  return { status: 401, body: { code: 401, message } };
}

function basic(user: string, secret: string): string {
  return `Basic ${Buffer.from(`${user}:${secret}`).toString('base64')}`;
}
