import { t } from '../../i18n/index.ts';
import { type Answers, answer } from './answers.ts';
import { connectionIn } from './connection-states.ts';
import type { GalleryState } from './gallery-state.ts';
import { minutesAgo } from './moments.ts';
import type { GalleryStep } from './take-steps.ts';

const ID = connectionIn('synced').id;
const DETAIL = `/data-sources/${ID}`;
const DIALOG = 'dialog[open]';
const KEY = {
  ...{ id: '5b795bb3-5ad9-49e9-919d-a192db1e14ab', kind: 'personal', name: 'Nightly report' },
  ...{
    hint: 'rita_…3f9a',
    scopes: ['documents:read'],
    connections: [],
    owner_name: 'Ada Lovelace',
  },
  ...{ is_own: true, created_at: minutesAgo(1), expires_at: minutesAgo(-129_600) },
  last_used_at: null,
};

const press = (name: () => string): GalleryStep => ({ press: name });

function dialog(
  name: string,
  at: { path: string; answers?: Answers; until?: string },
  ...steps: GalleryStep[]
): GalleryState {
  return { name: `dialog, ${name}`, answers: {}, until: DIALOG, ...at, steps };
}

/** Questions and forms that stand over a page. */
export const DIALOG_STATES: readonly GalleryState[] = [
  dialog(
    'remove a connection',
    {
      path: DETAIL,
      // As long as one gets, without a place to break it.
      answers: {
        'GET /api/data-sources': answer({
          data: [connectionIn('synced', { name: 'Donaudampfschifffahrt'.repeat(9) })],
        }),
      },
    },
    press(() => t.connection.menu.label),
    press(() => t.connection.menu.remove),
  ),
  dialog(
    'ask somebody',
    {
      path: `${DETAIL}/configure?step=access`,
      answers: { 'GET /api/data-sources': answer({ data: [connectionIn('unfinished')] }) },
    },
    press(() => t.askSomebody.ask),
  ),
  dialog(
    'invite',
    { path: '/members' },
    press(() => t.members.invite),
  ),
  dialog(
    'a key was made',
    {
      path: '/settings/assistants',
      answers: { 'POST /api/keys': answer({ data: { ...KEY, key: `rita_${'0'.repeat(48)}` } }) },
      until: `${DIALOG} [role=status]`,
    },
    press(() => t.keys.make),
    { type: KEY.name, into: () => t.keys.name },
    press(() => t.keys.make),
  ),
  dialog(
    'delete the organization',
    { path: '/settings', until: `${DIALOG} form` },
    press(() => t.settings.delete),
  ),
];
