import { ConfidentialClientApplication, type INetworkModule } from '@azure/msal-node';
import {
  AuthenticationHandler,
  Client,
  type Context,
  GraphError,
  PageIterator,
} from '@microsoft/microsoft-graph-client';
import type { Drive, DriveItem, Site } from '@microsoft/microsoft-graph-types';
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

/** Microsoft's own Graph client, which sends its token to Graph alone, with our server behind that name. */
describe('the sample Graph, judged by the Graph client', () => {
  const GRAPH = 'https://graph.microsoft.com';
  let sample: SampleSharePoint;
  beforeEach(async () => {
    sample = await startSampleSharePoint();
  });
  afterEach(() => sample.close());

  async function accessToken(): Promise<string> {
    const { login_url, tenant_id } = sample.settings;
    const answer = await fetch(`${login_url}/${tenant_id}/oauth2/v2.0/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: SAMPLE_CLIENT_ID,
        client_secret: SAMPLE_CLIENT_SECRET,
        scope: `${GRAPH}/.default`,
      }),
    });
    return ((await answer.json()) as { access_token: string }).access_token;
  }

  function clientWith(getAccessToken: () => Promise<string>): Client {
    const authentication = new AuthenticationHandler({ getAccessToken });
    authentication.setNext({
      execute: async (context: Context) => {
        const address = String(context.request).replace(GRAPH, sample.url);
        const answer = await fetch(address, context.options);
        const text = (await answer.text()).replaceAll(sample.url, GRAPH);
        context.response = new Response(text, { status: answer.status, headers: answer.headers });
      },
    });
    return Client.initWithMiddleware({ middleware: authentication });
  }

  async function collect<T>(client: Client, path: string): Promise<{ all: T[]; delta?: string }> {
    const all: T[] = [];
    const pages = new PageIterator(client, await client.api(path).get(), (item: T) => {
      all.push(item);
      return true;
    });
    await pages.iterate();
    const delta = pages.getDeltaLink();
    return delta === undefined ? { all } : { all, delta };
  }

  it('is paged through to the end, and once more from the delta link', async () => {
    sample.controls.switches.largestPage = 7;
    const client = clientWith(accessToken);
    const sites = await collect<Site>(client, '/sites/getAllSites');
    const site = sites.all.find(({ displayName }) => displayName === 'People');
    const drives = await collect<Drive>(client, `/sites/${site?.id}/drives`);
    const root = `/drives/${drives.all[0]?.id}/root`;
    const items = await collect<DriveItem>(client, `${root}/delta`);
    expect(items.all.length).toBeGreaterThan(7);
    expect(new Set(items.all.map(({ id }) => id)).size).toBe(items.all.length);
    expect(items.delta).toContain(`${GRAPH}/v1.0/`);

    const file = items.all.find((item) => item.file);
    sample.controls.remove(String(file?.id));
    const changes = await collect<DriveItem>(client, String(items.delta));
    expect(changes.all.filter(({ deleted }) => deleted).map(({ id }) => id)).toEqual([file?.id]);
  });

  it('refuses in the shape that the client reads', async () => {
    const refused = clientWith(async () => 'wrong')
      .api('/sites/root')
      .get();
    await expect(refused).rejects.toBeInstanceOf(GraphError);
    await expect(refused).rejects.toMatchObject({
      statusCode: 401,
      code: 'InvalidAuthenticationToken',
    });
  });
});
