import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = dirname(import.meta.dirname);
/** However a statement names the table. */
const ON_DOCUMENTS = /\b(?:from|join|update|into) documents\b|\('documents'\)/g;
/** What decides for a reader: the shared filter, or a `where` that was made with it. */
const FILTER = /readableDocuments\(|\$\{where\}/;

/** Files with statements that answer somebody: every one of them has to keep to what they may read. */
const FOR_READERS: Record<string, number> = {
  'access/reading.ts': 1,
  'document-feed/export-by-copy.ts': 1,
  'document-feed/export-by-pages.ts': 1,
  'document-feed/find-copied-documents.ts': 1,
  'documents/candidates.ts': 2,
  'documents/cite-documents.ts': 3,
  'documents/find-document.ts': 1,
  'documents/list-documents.ts': 2,
};

/** Those that answer nobody who reads: runs, indexes, and what is told of who may read a document. */
const FOR_RUNS: Record<string, number> = {
  'access/access-summary.store.ts': 1,
  'access/document-access.store.ts': 8,
  // Asked only where `mayRead` said yes, or by an owner.
  'access/explain-access.ts': 1,
  'access/rule.store.ts': 1,
  'access/source-of-connection.ts': 3,
  // Whether an export under way still has what its reader may read: by rules, without a document.
  'document-feed/export-documents.ts': 1,
  // Which documents came and went for a reader, by their rules before and now.
  'document-feed/list-access-differences.ts': 1,
  'document-feed/note-stale-access.ts': 4,
  'documents/document.store.ts': 3,
  'documents/index-chosen.ts': 1,
  'documents/index-state.store.ts': 1,
  'documents/index-stored.ts': 1,
  // What a sync would take away, for owners and admins.
  'documents/list-gone.ts': 2,
  // How many there are at all decides the way to search, not what is found.
  'documents/look-first.ts': 1,
  'documents/remove-gone.ts': 4,
  'documents/store-page.ts': 1,
  'documents/write-indexes.ts': 1,
  // What a sync keeps without a look.
  'runs/met-items.ts': 1,
};

function statementsByFile(): Record<string, number> {
  const files = globSync('**/*.ts', { cwd: ROOT }).filter((file) => !file.endsWith('.test.ts'));
  const counted = files.map((file) => {
    const text = readFileSync(join(ROOT, file), 'utf8');
    return [file.replaceAll('\\', '/'), [...text.matchAll(ON_DOCUMENTS)].length] as const;
  });
  return Object.fromEntries(counted.filter(([, count]) => count > 0));
}

test('no statement on documents is there that nobody has looked at', () => {
  expect(statementsByFile()).toEqual({ ...FOR_READERS, ...FOR_RUNS });
});

test.each(Object.keys(FOR_READERS))('%s keeps to what its reader may read', (file) => {
  expect(readFileSync(join(ROOT, file), 'utf8')).toMatch(FILTER);
});
