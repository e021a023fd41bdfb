import { type DataSourceConnection, pauseDataSource, resumeDataSource } from '@rita/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ProblemNote } from '../../components/problem-note.tsx';
import { useToast } from '../../components/toasts.tsx';
import { t } from '../../i18n/index.ts';
import { callApi } from '../../lib/call-api.ts';
import { applyConnection } from '../data-sources/data-sources.cache.ts';

/** Pauses or resumes the schedule and says so, also when the menu that asked is gone by then. */
export function usePause({ id, name }: DataSourceConnection) {
  const queryClient = useQueryClient();
  const showToast = useToast();
  return useMutation({
    mutationFn: async (wanted: 'pause' | 'resume') => {
      const route = wanted === 'pause' ? pauseDataSource : resumeDataSource;
      return (await callApi(route, { params: { id } })).data;
    },
    onSuccess: (row, wanted) => {
      applyConnection(queryClient, row);
      showToast(wanted === 'pause' ? t.pause.done({ name }) : t.pause.resumed({ name }), 'info');
    },
    onError: (error) => showToast(<ProblemNote error={error} />, 'bad'),
  });
}
