import { ConfidentialClientApplication, type INetworkModule } from '@azure/msal-node';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  SAMPLE_CLIENT_ID,
  SAMPLE_CLIENT_SECRET,
  SAMPLE_TENANT_ID,
} from './sharepoint/server-context.ts';
import {
  type SampleSharePoint,
  startSampleSharePoint,
} from './sharepoint/start-sample-sharepoint.ts';

/** Microsoft's own sign-in library, which takes https only, with our server behind its network. */
describe('the sample sign-in, judged by msal-node', () => {
  let sample: SampleSharePoint;
  beforeEach(async () => {
    sample = await startSampleSharePoint();
  });
  afterEach(() => sample.close());

  const clientWith = (clientSecret: string) => {
    const host = 'https://login.microsoftonline.com';
    const authority = `${host}/${SAMPLE_TENANT_ID}`;
    const send: INetworkModule['sendPostRequestAsync'] = async (url, options) => {
      const answer = await fetch(url.replace(host, String(sample.settings.login_url)), {
        method: 'POST',
        body: options?.body ?? '',
      });
      const headers = Object.fromEntries(answer.headers);
      return { headers, status: answer.status, body: (await answer.json()) as never };
    };
    return new ConfidentialClientApplication({
      auth: {
        clientId: SAMPLE_CLIENT_ID,
        clientSecret,
        authority,
        authorityMetadata: JSON.stringify({
          token_endpoint: `${authority}/oauth2/v2.0/token`,
          authorization_endpoint: `${authority}/oauth2/v2.0/authorize`,
          issuer: `${authority}/v2.0`,
        }),
      },
      system: { networkClient: { sendGetRequestAsync: send, sendPostRequestAsync: send } },
    });
  };
  const request = { scopes: ['https://graph.microsoft.com/.default'] };

  it('gives a token that Graph takes', async () => {
    const result = await clientWith(SAMPLE_CLIENT_SECRET).acquireTokenByClientCredential(request);
    const answer = await fetch(`${sample.url}/v1.0/sites/root`, {
      headers: { authorization: `Bearer ${result?.accessToken}` },
    });
    expect(answer.status).toBe(200);
  });

  it('refuses a wrong secret in the words that the library knows', async () => {
    await expect(clientWith('wrong').acquireTokenByClientCredential(request)).rejects.toMatchObject(
      {
        errorCode: 'invalid_client',
        errorNo: 7000215,
      },
    );
  });
});
