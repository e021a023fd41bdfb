import { rowOf, type SampleRow } from './instance.ts';
import { htmlPage, isVisible, type ServerContext, type ServiceNowReply } from './server-context.ts';
import { mayOpen, maySignIn } from './verdict.ts';

const COOKIE = 'northwind_servicenow_user';

/** The cookie of somebody who signed in on the pages. */
export function signedInAs(sysId: string): string {
  return `${COOKIE}=${sysId}`;
}

/**
 * Pages for people: the sign-in, where one only says who one is, and the page that the original
 * link of a document opens. It shows the document to whom the instance lets in, and to nobody else.
 */
export function answerPage(
  context: ServerContext,
  url: URL,
  cookie: string | undefined,
): ServiceNowReply {
  if (url.pathname === '/login.do') return signIn(context, url);
  const user = userOf(context, cookie);
  const here = `${url.pathname}${url.search}`;
  if (!user) return redirect(`/login.do?${new URLSearchParams({ to: here })}`);
  const table = /^\/([a-z][a-z0-9_]*)\.do$/.exec(url.pathname)?.[1] ?? '';
  const isArticle = table === 'kb_view';
  const item = {
    table: isArticle ? 'kb_knowledge' : table,
    sysId: url.searchParams.get(isArticle ? 'sys_kb_id' : 'sys_id') ?? '',
  };
  const row = rowOf(context.instance, item.table, item.sysId);
  if (!row || !mayOpen(context, user.sys_id, item)) return refused(user, here);
  return showRecord(row, user);
}

function userOf({ instance }: ServerContext, cookie: string | undefined): SampleRow | undefined {
  const values = (cookie ?? '').split(';').map((one) => one.trim());
  const sysId = values.find((one) => one.startsWith(`${COOKIE}=`))?.slice(COOKIE.length + 1);
  const user = rowOf(instance, 'sys_user', sysId);
  return user && maySignIn(user) ? user : undefined;
}

function signIn(context: ServerContext, url: URL): ServiceNowReply {
  const wanted = url.searchParams.get('to') ?? '/';
  // Only to a page of this server: `//elsewhere` would be another host.
  const to = /^\/(?![/\\])/.test(wanted) ? wanted : '/';
  const chosen = rowOf(context.instance, 'sys_user', url.searchParams.get('user') ?? undefined);
  if (chosen && maySignIn(chosen)) {
    return redirect(to, `${signedInAs(chosen.sys_id)}; Path=/; HttpOnly; SameSite=Lax`);
  }
  const people = (context.instance.tables.sys_user ?? [])
    .filter((user) => maySignIn(user) && (user.email ?? '') !== '' && isVisible(context, user))
    .map((user) => {
      const query = new URLSearchParams({ user: user.sys_id, to });
      return `<li><a href="${escapeText(`/login.do?${query}`)}">${escapeText(user.name ?? '')}</a></li>`;
    });
  return page(
    200,
    'Sign in',
    `<p>A made-up company: choose who you are.</p><ul>${people.join('')}</ul>`,
  );
}

function showRecord(row: SampleRow, user: SampleRow): ServiceNowReply {
  const title = `${row.number ?? ''} ${row.short_description ?? row.name ?? ''}`.trim();
  const body = row.text || row.wiki || `<p>${escapeText(row.description ?? '')}</p>`;
  return page(200, title, `${body}<hr><p>Signed in as ${escapeText(user.name ?? '')}.</p>`);
}

/** The same for what is not there, so that nobody learns what there is. */
function refused(user: SampleRow, here: string): ServiceNowReply {
  const again = escapeText(`/login.do?${new URLSearchParams({ to: here })}`);
  const who = escapeText(user.name ?? '');
  return page(
    404,
    'Not found',
    `<p>There is no such page, or ${who} may not open it. <a href="${again}">Sign in as somebody else</a></p>`,
  );
}

function page(status: number, title: string, body: string): ServiceNowReply {
  const shown = escapeText(title);
  const reply = htmlPage(status, shown, `<h1>${shown}</h1>${body}`);
  const policy = "default-src 'none'; style-src 'unsafe-inline'";
  return { ...reply, headers: { ...reply.headers, 'content-security-policy': policy } };
}

function redirect(location: string, cookie?: string): ServiceNowReply {
  const headers = { location, ...(cookie === undefined ? {} : { 'set-cookie': cookie }) };
  return { status: 302, body: '', headers };
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
