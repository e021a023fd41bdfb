import {
  type CreateDataSourceRequest,
  cancelDataSourceRun,
  createDataSource,
  type DataSourceConnection,
  deleteDataSource,
  LANGUAGES,
  type Language,
  listDataSources,
  type SyncDataSourceRequest,
  syncDataSource,
  type VerifyDataSourceRequest,
  verifyDataSource,
} from '@rita/contracts';
import {
  type QueryClient,
  queryOptions,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { currentLanguage } from '../../i18n/shown.ts';
import { callApi } from '../../lib/call-api.ts';
import {
  applyConnection,
  beginReading,
  beginSync,
  DATA_SOURCES_KEY,
  forgetConnection,
  reconcile,
} from './data-sources.cache.ts';
import { nameInWords, namesInWords } from './name-in-words.ts';

/** All connections of the organization: the one cache entry that live events keep current. */
export function dataSourcesQuery(queryClient: QueryClient) {
  return queryOptions({
    queryKey: DATA_SOURCES_KEY,
    queryFn: async ({ signal }): Promise<DataSourceConnection[]> => {
      beginReading(queryClient);
      const { data } = await callApi(listDataSources, undefined, { signal });
      return reconcile(queryClient, data);
    },
  });
}

/** Longer than this, the frame is not kept waiting for its list. */
const SOON_MS = 100;

/** Before the page is drawn: a list that is nearly there is waited for, so that all is drawn once. */
export async function expectDataSources(queryClient: QueryClient): Promise<void> {
  const list = queryClient.prefetchQuery(dataSourcesQuery(queryClient));
  if (queryClient.getQueryData(DATA_SOURCES_KEY) !== undefined) return;
  await Promise.race([list, new Promise((resolve) => setTimeout(resolve, SOON_MS))]);
}

/** A function for each language: what one has made of the list is not kept for another. */
const NAMED = Object.fromEntries(
  LANGUAGES.map((language) => [language, (rows: DataSourceConnection[]) => namesInWords(rows)]),
) as Record<Language, typeof namesInWords>;

export function useDataSources() {
  const { language } = currentLanguage();
  return useQuery({ ...dataSourcesQuery(useQueryClient()), select: NAMED[language] });
}

/** One connection of the list; `data` is undefined while loading and null when there is no such one. */
export function useDataSource(id: string) {
  return useQuery({
    ...dataSourcesQuery(useQueryClient()),
    select: (rows) => {
      const row = rows.find((one) => one.id === id);
      return row === undefined ? null : nameInWords(row);
    },
  });
}

export function useCreateDataSource() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (body: CreateDataSourceRequest) =>
      (await callApi(createDataSource, { body })).data,
    onSuccess: (row) => applyConnection(queryClient, row),
  });
}

export function useDeleteDataSource(id: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => callApi(deleteDataSource, { params: { id } }),
    onSuccess: () => forgetConnection(queryClient, id),
    onError: () => refreshDataSources(queryClient),
  });
}

/** Answers as soon as the verification runs; its result arrives as a live event. */
export function useVerifyDataSource(id: string) {
  return useRunMutation((body: VerifyDataSourceRequest) =>
    callApi(verifyDataSource, { params: { id }, body }),
  );
}

/** Without a wish: an ordinary sync. */
export function useTriggerSync(id: string) {
  const queryClient = useQueryClient();
  return useRunMutation(
    (body: SyncDataSourceRequest | undefined) =>
      callApi(syncDataSource, { params: { id }, body: body ?? {} }),
    () => beginSync(queryClient, id),
  );
}

export function useCancelRun(id: string) {
  return useRunMutation(() => callApi(cancelDataSourceRun, { params: { id } }));
}

/** The answers of run endpoints hold no row, so the list is read anew in case the stream is down. */
function useRunMutation<Input = void, Answer = unknown>(
  call: (input: Input) => Promise<Answer>,
  /** What is shown at once. */
  begin: () => void = () => {},
) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: call,
    onMutate: begin,
    onSettled: () => refreshDataSources(queryClient),
  });
}

/** Reads the list anew, in case the stream is down. */
export function refreshDataSources(queryClient: QueryClient): Promise<void> {
  return queryClient.invalidateQueries({ queryKey: DATA_SOURCES_KEY });
}
