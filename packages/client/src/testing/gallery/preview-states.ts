import type { Preview } from '@rita/contracts';
import { t } from '../../i18n/index.ts';
import { answer } from './answers.ts';
import { connectionIn } from './connection-states.ts';
import type { GalleryState } from './gallery-state.ts';
import { minutesAgo } from './moments.ts';

const RESULT: Preview = {
  preview_id: '5b795bb3-5ad9-49e9-919d-a192db1e14ab',
  state: 'completed',
  ...{ added: 12, changed: 4, removed: 130, unchanged: 1138, failed: 2, total: 1284 },
  ...{ is_partial: false, waiting_until: null, is_held: true },
  places: [
    { name: 'Engineering', added: 12, changed: 3, removed: 0, unchanged: 900 },
    {
      name: 'Research and everything around it',
      added: 0,
      changed: 1,
      removed: 130,
      unchanged: 238,
    },
  ],
  sample: [
    { change: 'added', title: 'Jasmine Pearls', url: 'https://northwind.example/1', place: 'Tea' },
    { change: 'removed', title: 'Old runbook', url: null, place: 'Research' },
  ],
  ...{ error_code: null, error: null },
};
const WAITING: Preview = {
  ...RESULT,
  state: 'running',
  ...{ is_held: false, failed: 0, places: [], sample: [], waiting_until: minutesAgo(-12) },
};

function preview(name: string, data: Preview, until: string): GalleryState {
  const { id } = connectionIn('synced');
  return {
    name: `preview, ${name}`,
    path: `/data-sources/${id}`,
    answers: {
      'POST /api/data-sources/:id/previews': answer({ data: { preview_id: data.preview_id } }),
      'GET /api/data-sources/:id/previews/:id': answer({ data }),
    },
    steps: [{ press: () => t.preview.look }],
    until,
  };
}

/** What a sync would do. */
export const PREVIEW_STATES: readonly GalleryState[] = [
  preview('result', RESULT, 'main table caption'),
  preview('waiting for the source', WAITING, 'main [role=status] + [role=status]'),
];
