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
  'Y3J2IjoiUC0yNTYiLCJ4IjoiZUpnMkctOWdiRllBdU1fUTgxdGtnYUZtbnkxelJlMjlVOWFRTktTN3Z5RSIsInki',
  'OiI3SHBXdWxaeEVGRlFjS05NNTlxSjNkaFVpcGVDZWNQQ0JYTGhLTTE2THlzIn19',
  '.',
  'eyJuYW1lIjoiUml0YSBjb25uZWN0b3IiLCJpYXQiOjE5MzU4MTc2ODksImV4cCI6MTkzNTgxODU4OSwic2VhbGlu',
  'Z19rZXkiOnsia2lkIjoid1N1N01TMW9vRUZXcW1NbVVRVUpfREpGUlc3RXJNZWotM0lSeldrMDFCYyIsImp3ayI6',
  'eyJrdHkiOiJFQyIsImNydiI6IlAtMjU2IiwieCI6InNIeTBjNFFtMFRuZUFrOURhYUtiby1CVGtTWGJhaWF6RmpP',
  'TmdGVnpVUjAiLCJ5IjoiTklOamg1aVk5UUZPRDJtcExla1Z1dTN3SXplNUsyM3RXYXJhZjZCTzRyNCJ9fX0',
  '.',
  'cuZIJgO_CUTzjSHAOeQPoCHRfd36M_P7pMBJoiwJb311Zl8NTkHfU5vTbwSlmUzfgFYubScL_mbt1O5YptYYtw',
].join('');
const ROOT = 'wAfTul2B_9clMzJM1lvI1bPrgcEEWw08ZHb9sQe_GNE';
/** When it was signed: what the app's clock says is the time that counts. */
const SIGNED_AT = '2031-05-06T07:08:09.000Z';

/** One that can do all that the pages know of. */
export const USUAL_CONNECTOR: Told = {
  data: {
    name: 'Rita connector',
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
