import {
  ACCESS_ABILITY,
  ALLOWED_DATA_SOURCE_TYPES,
  type ConnectorInfo,
  HELD_DELETIONS_ABILITY,
  PREVIEW_ABILITY,
  RETRY_FAILED_ABILITY,
  type Sealing,
  TRY_QUERY_ABILITY,
} from '@rita/contracts';
import { minutesAgo } from './moments.ts';

type Told = { data: ConnectorInfo; sealing: Sealing };

/** Signed once for the pages to check it as they do; nobody kept the keys. */
const KEY_DOCUMENT = [
  'eyJhbGciOiJFUzI1NiIsInR5cCI6InJpdGEtY29ubmVjdG9yLWtleXMrandzIiwiandrIjp7Imt0eSI6IkVDIiwi',
  'Y3J2IjoiUC0yNTYiLCJ4IjoicEdrM1hpZmxEOEU3N3NtT1JGMTVwcnNrLTJOVXc5U3NNaEpjMnhLbTdFayIsInki',
  'OiJ4ZzBRZE1TdkJHaHJ4ekktbXdFbVNfSWVMSTFXcGJtOFlURTl6Y2hMaW9nIn19',
  '.',
  'eyJuYW1lIjoiUml0YSIsImlhdCI6MTkzNTgxNzY4OSwiZXhwIjoxOTM1ODE4NTg5LCJzZWFsaW5nX2tleSI6eyJr',
  'aWQiOiJSQTdhYU1xMnBENzBxZG1jR1BoTHpaZk5nTjZsWFZYMy1Xam1Jdy1JVVAwIiwiandrIjp7Imt0eSI6IkVD',
  'IiwiY3J2IjoiUC0yNTYiLCJ4IjoiU19sRFRTN0ZfSl9CazBQY0NxZDdwelhvRFlVMkczNU1TenRQbTJWTW1PayIs',
  'InkiOiJJLUdUUzBYc0pXV3NNOGZzYWp1VTlfZnVoWjdlSlI5dmNtakVWOVdCcFlZIn19fQ',
  '.',
  'Ze-FF-dQgLg0GaVfkiYwIkCox4Capu99HoCaQXoe_IYFAZLLZ8fCIXoWsd1Zlr_5JqEvmxd9hQrHoue9GTnyCw',
].join('');
const ROOT = 'gNVy_PFJ9_v3nJJwEi243jowxSzD5CYbHtfFo1pqeDQ';
/** When it was signed: what the app's clock says is the time that counts. */
const SIGNED_AT = '2031-05-06T07:08:09.000Z';

/** One that can do all that the pages know of. */
export const USUAL_CONNECTOR: Told = {
  data: {
    name: 'Rita',
    key_document: KEY_DOCUMENT,
    types: [...ALLOWED_DATA_SOURCE_TYPES],
    abilities: [
      ACCESS_ABILITY,
      HELD_DELETIONS_ABILITY,
      PREVIEW_ABILITY,
      RETRY_FAILED_ABILITY,
      TRY_QUERY_ABILITY,
    ],
    access_stale_limit_hours: 24,
  },
  sealing: { required: true, reachable: true, roots: [ROOT], pinned: true, time: SIGNED_AT },
};

/** One that was there before sealing, permissions and all else that a connector need not do. */
export const OLD_CONNECTOR: Told = {
  data: { name: 'Old connector', types: [...ALLOWED_DATA_SOURCE_TYPES], abilities: [] },
  sealing: { required: true, reachable: true, roots: [], pinned: false, time: minutesAgo(0) },
};
