import { type Call, graphError, ok, type Reply, type ServerContext } from './server-context.ts';
import { toItem, toRootItem } from './shapes.ts';
import { itemsIn, latestChange, type SampleItem } from './tenant.ts';

/** `/drives/{id}/root/delta`: everything, or with a token what changed since. */
export function answerDelta(context: ServerContext, call: Call, driveId: string): Reply {
  const { tenant, switches } = context;
  const all = itemsIn(tenant, driveId);
  const latest = latestChange(tenant);
  const token = call.query.get('token');
  if (token === 'latest')
    return ok(page(context, [], { delta: link(context, driveId, `since.${latest}`) }));
  const [mode, sinceText = '0', offsetText = '0', untilText] = (
    token ?? `full.0.0.${latest}`
  ).split('.');
  if (mode === 'since' && switches.lostLinkStatus !== null) {
    return graphError(switches.lostLinkStatus, 'invalidRequest', 'The link is not known any more.');
  }
  if (mode === 'since' && switches.goneTimes > 0) {
    switches.goneTimes -= 1;
    const gone = graphError(410, 'resyncChangesApplyDifferences', 'Resync required.');
    return { ...gone, headers: { location: link(context, driveId, `full.0.0.${latest}`) } };
  }
  const since = Number(sinceText);
  const until = Number(untilText ?? latest);
  const changed =
    mode === 'full'
      ? all.filter((item) => !item.isDeleted || item.changedAt > until)
      : all.filter(
          (item) =>
            item.changedAt > since || (tellsSharing(context, call) && item.sharedAt > since),
        );
  return onePage(context, {
    call,
    driveId,
    mode: mode ?? 'full',
    since,
    offset: Number(offsetText),
    until,
    changed,
  });
}

/** Changed permissions are told of only to apps that may change them, and only on request. */
function tellsSharing({ switches }: ServerContext, call: Call): boolean {
  const wished = String(call.headers.prefer ?? '');
  const mayKnow = switches.rights.includes('Sites.FullControl.All');
  return switches.tellsSharing && mayKnow && wished.includes('deltashowsharingchanges');
}

/** On files alone, whatever the reference says (msgraph-sdk-java #2548). */
function sharedMark(item: SampleItem, since: number): object {
  const isMarked = item.kind === 'file' && item.sharedAt > since && !item.isDeleted;
  return isMarked ? { '@microsoft.graph.sharedChanged': 'True' } : {};
}

type Listing = {
  call: Call;
  driveId: string;
  mode: string;
  since: number;
  offset: number;
  until: number;
  changed: SampleItem[];
};

function onePage(context: ServerContext, listing: Listing): Reply {
  const { switches, tenant } = context;
  const { call, driveId, mode, since, offset, until, changed } = listing;
  const limit = Math.min(Number(call.query.get('$top') ?? 200) || 200, switches.largestPage);
  const isEmpty = switches.emptyMiddlePage && offset > 0 && !call.query.has('again');
  const from = switches.duplicates && offset > 0 ? offset - 1 : offset;
  const items = isEmpty ? [] : changed.slice(from, offset + limit);
  const library = tenant.libraries.find(({ id }) => id === driveId);
  const root = offset === 0 && mode === 'full' && library ? [toRootItem(context, library)] : [];
  const shown = [
    ...root,
    ...items.map((item) => ({
      ...toItem(context, item, true),
      ...(mode === 'since' && tellsSharing(context, call) ? sharedMark(item, since) : {}),
    })),
  ];
  const next = isEmpty ? offset : offset + limit;
  if (next < changed.length || isEmpty) {
    const address = link(context, driveId, `${mode}.${since}.${next}.${until}`, call.query);
    return ok(page(context, shown, { next: isEmpty ? `${address}&again=1` : address }));
  }
  return ok(page(context, shown, { delta: link(context, driveId, `since.${until}`) }));
}

function link(
  context: ServerContext,
  driveId: string,
  token: string,
  query?: URLSearchParams,
): string {
  const top = query?.get('$top');
  return `${context.origin}/v1.0/drives/${driveId}/root/delta?token=${token}${top ? `&$top=${top}` : ''}`;
}

function page(context: ServerContext, value: unknown[], links: { next?: string; delta?: string }) {
  const { foreignNextLink } = context.switches;
  const next =
    links.next && foreignNextLink
      ? links.next.replace(context.origin, foreignNextLink)
      : links.next;
  return {
    '@odata.context': `${context.origin}/v1.0/$metadata#Collection(driveItem)`,
    ...(next ? { '@odata.nextLink': next } : {}),
    ...(links.delta ? { '@odata.deltaLink': links.delta } : {}),
    value,
  };
}
