import {
  DEMO_READERS,
  type SampleContent,
  sampleSysId,
  startSampleConfluence,
  startSampleServiceNow,
  startSampleSharePoint,
} from '@rita/sample-sources';
import { createCertificate } from '@rita/test-kit';
import type { Source } from '../sync/connector.ts';

/** Somebody who loses one document at a sample source, without any new version of it. */
export type Taken = {
  source: Source;
  /** Of the document that is taken away; no other has it. */
  title: string;
  give: () => void;
  take: () => void;
  /** The sample's own verdict. */
  mayOpen: () => boolean;
  close: () => Promise<void>;
};

const { address } = DEMO_READERS.narrow;

/** One for each kind of source that has permissions. */
export const CASES: Record<string, () => Promise<Taken>> = {
  'Confluence (cloud)': () => startConfluence('cloud'),
  'Confluence (data_center)': () => startConfluence('data_center'),
  ServiceNow: startServiceNow,
  SharePoint: startSharePoint,
};

/** A page is restricted to a group that is not there any more: nobody is left. */
async function startConfluence(edition: 'cloud' | 'data_center'): Promise<Taken> {
  const { settings, credentials, controls, close } = await startSampleConfluence({ edition });
  const page = controls.site.content.find(({ title }) => title === 'Gyokuro');
  if (!page) throw new Error('the sample has no page on Gyokuro');
  const set = (readers: SampleContent['readers']) => {
    page.readers = readers;
  };
  return {
    source: { type: 'confluence', settings, credentials },
    title: page.title,
    give: () => set(null),
    take: () => set({ users: [], groups: ['nobody-left'] }),
    mayOpen: () => controls.mayOpen({ address }, page.id),
    close,
  };
}

/** An article is closed to those whom a user criterion names. */
async function startServiceNow(): Promise<Taken> {
  const { settings, credentials, controls, mayOpen, close } = await startSampleServiceNow();
  const article = controls.instance.tables.kb_knowledge?.find(
    (row) => row.cannot_read_user_criteria === '' && mayOpen(address, `kb_knowledge:${row.sys_id}`),
  );
  if (!article) throw new Error('the sample has no article that the reader may open');
  const set = (criteria: string) => {
    article.cannot_read_user_criteria = criteria;
  };
  return {
    source: { type: 'servicenow', settings, credentials },
    title: article.short_description ?? '',
    give: () => set(''),
    take: () => set(sampleSysId('criteria contractors')),
    mayOpen: () => mayOpen(address, `kb_knowledge:${article.sys_id}`),
    close,
  };
}

/** A file has permissions of its own that name its owners alone. */
async function startSharePoint(): Promise<Taken> {
  const certificate = createCertificate(30);
  const { settings, credentials, controls, close } = await startSampleSharePoint({ certificate });
  const { items } = controls.tenant;
  const idOf = (item: (typeof items)[number]) => `${item.driveId}/${item.id}`;
  const mayOpen = (item: (typeof items)[number]) => controls.mayOpen({ address }, idOf(item));
  const file = items.find(
    (item) => item.kind === 'file' && /\.docx$/.test(item.name) && mayOpen(item),
  );
  if (!file) throw new Error('the sample has no file that the reader may open');
  const before = file.grants;
  const owner = controls.tenant.directory.users.find(
    (user) => user.mail === DEMO_READERS.broad.address,
  );
  if (!owner) throw new Error('the sample does not know its broad reader');
  return {
    source: { type: 'sharepoint', settings, credentials },
    title: file.name,
    give: () => controls.share(file.id, before),
    take: () => controls.share(file.id, [{ to: [{ user: owner.id }], roles: ['owner'] }]),
    mayOpen: () => mayOpen(file),
    close,
  };
}
