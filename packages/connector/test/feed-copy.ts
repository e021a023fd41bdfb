import {
  type DocumentChange,
  documentChangesPageSchema,
  exportEndSchema,
  exportLineSchema,
  type Reader,
} from '@rita/contracts';

/** A connector that is asked as the app asks. */
type At = {
  ask: (
    path: `/${string}`,
    content: object,
  ) => Promise<{ statusCode: number; body: string; json: () => unknown }>;
};
/** What a copy holds: the text by the document's id. */
export type Copied = Map<string, string>;
export type FeedReader = { reader: Reader | null; open_connections: string[] };

export type FeedCopy = ReturnType<typeof createFeedCopy>;

/** A program that keeps a copy of what somebody may read, by nothing but what it is answered. */
export function createFeedCopy(at: At, tenantId: string, asker: FeedReader) {
  let held: Copied = new Map();
  let cursor: string | undefined;

  const store = (change: DocumentChange) => {
    if (change.type === 'removed') held.delete(change.id);
    else held.set(change.document.id, change.document.body);
  };

  const asked = () => ({ tenant_id: tenantId, ...asker });

  async function askFor(limit: number) {
    const answer = await at.ask('/documents/changes', {
      ...{ ...asked(), limit },
      ...(cursor === undefined ? {} : { cursor }),
    });
    if (answer.statusCode !== 200) throw new Error(`refused: ${answer.body}`);
    return documentChangesPageSchema.parse(answer.json());
  }

  return {
    asker,
    held: () => held,
    cursor: () => cursor,
    /** One page; gives what it said. */
    page: async (limit: number) => {
      const page = await askFor(limit);
      for (const change of page.data) store(change);
      cursor = page.next_cursor;
      return page;
    },
    /** Everything that there is to know now. */
    catchUp: async (limit: number) => {
      const changes: DocumentChange[] = [];
      for (;;) {
        const page = await askFor(limit);
        for (const change of page.data) store(change);
        changes.push(...page.data);
        cursor = page.next_cursor;
        if (!page.has_more) return changes;
      }
    },
    /** Anew, by an export. */
    begin: async () => {
      const answer = await at.ask('/documents/export', asked());
      if (answer.statusCode !== 200) throw new Error(`refused: ${answer.body}`);
      const lines = answer.body.split('\n').filter((line) => line !== '');
      const end = exportEndSchema.parse(JSON.parse(lines.pop() ?? ''));
      held = new Map();
      for (const line of lines) {
        const one = exportLineSchema.parse(JSON.parse(line));
        if (one.type === 'document') held.set(one.document.id, one.document.body);
      }
      if (held.size !== end.documents || lines.length !== end.documents) {
        throw new Error(`${lines.length} lines, ${end.documents} documents told`);
      }
      cursor = end.cursor;
    },
    /** What it would have on its disk, and how it comes back from there. */
    save: () => ({ held: new Map(held), cursor }),
    restore: (saved: { held: Copied; cursor: string | undefined }) => {
      held = new Map(saved.held);
      cursor = saved.cursor;
    },
  };
}
