import type { DataSourceType } from '@rita/contracts';
import {
  addressesOf,
  PEOPLE,
  startSampleConfluence,
  startSampleServiceNow,
  startSampleSharePoint,
  startSampleWebsearch,
} from '@rita/sample-sources';
import { createCertificate } from '@rita/test-kit';

/** A sample source, and its own verdict on who opens what there. */
export type LeakSource = {
  settings: Record<string, unknown>;
  credentials: Record<string, string>;
  /** Addresses of everybody whom it knows. */
  addresses: string[];
  mayOpen: (address: string, externalId: string) => boolean;
  /** Whether docs/access.md lists the case under what is not mirrored, so that it may not be found. */
  isNotMirrored: (address: string, externalId: string) => boolean;
  close: () => Promise<void>;
};

/** Every source that has permissions, one line each. */
export const LEAK_SOURCES: Partial<Record<DataSourceType, () => Promise<LeakSource>>> = {
  confluence: startConfluence,
  servicenow: startServiceNow,
  sharepoint: startSharePoint,
  websearch: startWebsearch,
};

const ITIL_ONLY = [{ table: 'incident', access: 'role', role: 'itil' }];
const KNOWLEDGE_ADMIN = PEOPLE.find(({ name }) => name === 'Daan de Vries')?.address;

async function startConfluence(): Promise<LeakSource> {
  const { settings, credentials, controls, close } = await startSampleConfluence();
  return {
    settings,
    credentials,
    addresses: controls.site.users.flatMap(({ address }) => (address === null ? [] : [address])),
    mayOpen: (address, externalId) => controls.mayOpen({ address }, externalId),
    isNotMirrored: () => false,
    close,
  };
}

async function startServiceNow(): Promise<LeakSource> {
  const { settings, credentials, mayOpen, close, controls } = await startSampleServiceNow();
  const users = controls.instance.tables.sys_user ?? [];
  return {
    settings: { ...settings, tables: ITIL_ONLY },
    credentials,
    addresses: users.flatMap(({ email }) => (email ? [email] : [])),
    mayOpen,
    // Records are found by whom an owner chose; administrators of knowledge are like others.
    isNotMirrored: (address, id) => id.startsWith('incident:') || address === KNOWLEDGE_ADMIN,
    close,
  };
}

async function startSharePoint(): Promise<LeakSource> {
  const sample = await startSampleSharePoint({ certificate: createCertificate(30) });
  const { settings, credentials, controls, close } = sample;
  return {
    settings,
    credentials,
    addresses: controls.tenant.directory.users.flatMap(addressesOf),
    mayOpen: (address, externalId) => controls.mayOpen({ address }, externalId),
    isNotMirrored: () => false,
    close,
  };
}

async function startWebsearch(): Promise<LeakSource> {
  const { settings, credentials, controls, close } = await startSampleWebsearch();
  return {
    settings,
    credentials,
    addresses: [],
    mayOpen: (address, externalId) => controls.mayOpen({ address }, externalId),
    isNotMirrored: () => false,
    close,
  };
}
