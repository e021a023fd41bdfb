import type { DataSourceConnection, SampleSource } from '@rita/contracts';
import { useMutation, useMutationState, useQuery, useQueryClient } from '@tanstack/react-query';
import { PageCodeError } from '../../lib/page-code-error.ts';
import { sampleSourcesQuery } from '../connection/connector.queries.ts';
import { useCurrentSession } from '../session/session.queries.ts';
import { type SampleState, sampleState } from './sample-state.ts';

/** A sample source, the connection that it is for, and how far that is. */
export type SampleRow = {
  sample: SampleSource;
  connection: DataSourceConnection;
  state: Exclude<SampleState, 'own'>;
  /** This tab is at it. */
  isBusy: boolean;
  /** What was refused when this tab tried last; that a run failed is told by `state`. */
  refusal: unknown;
};

/**
 * The sample sources beside their connections, without those that are somebody's own. What was begun
 * is kept with the mutations of the app, so it goes on, and is shown again, when the page was left.
 */
export function useSampleSources(connections: readonly DataSourceConnection[]): {
  isLoading: boolean;
  rows: SampleRow[];
  connect: (rows: readonly SampleRow[]) => void;
} {
  const queryClient = useQueryClient();
  const session = useCurrentSession();
  const { data: samples = [], isLoading } = useQuery(sampleSourcesQuery);
  const mutationKey = ['connect-sample', session.organization.id];
  const { mutate } = useMutation({
    mutationKey,
    gcTime: Number.POSITIVE_INFINITY,
    mutationFn: async (sample: SampleSource) => {
      // Of the form, its checks and sealing, which a page that only offers this does not need.
      const { connectSample } = await import('./connect-sample.ts').catch(() => {
        throw new PageCodeError();
      });
      return connectSample({ queryClient, session, sample });
    },
  });
  const attempts = useMutationState({
    filters: { mutationKey },
    select: ({ state }) => ({
      type: (state.variables as SampleSource).type,
      isPending: state.status === 'pending',
      error: state.error,
    }),
  });
  const rows = samples.flatMap((sample): SampleRow[] => {
    const connection = connections.find(({ type }) => type === sample.type);
    const state = connection === undefined ? 'own' : sampleState(connection, sample);
    if (connection === undefined || state === 'own') return [];
    const last = attempts.findLast(({ type }) => type === sample.type);
    const { isPending: isBusy, error: refusal } = last ?? { isPending: false, error: null };
    return [{ sample, connection, state, isBusy, refusal }];
  });
  return {
    isLoading,
    rows,
    connect: (chosen) => {
      for (const { sample, isBusy } of chosen) if (!isBusy) mutate(sample);
    },
  };
}
