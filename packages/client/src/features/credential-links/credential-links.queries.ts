import {
  type AskedCredentials,
  type CreateCredentialLinkRequest,
  type CredentialLink,
  createCredentialLink,
  getCredentialLink,
  openCredentialLink,
  revokeCredentialLink,
} from '@rita/contracts';
import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { callApi } from '../../lib/call-api.ts';
import type { SealingState } from '../configure/judge-sealing.ts';
import { ASK_AGAIN_MS, judgeHere } from '../configure/sealing.queries.ts';

/** Whoever made the link may wait for somebody to open it. */
const LOOK_AGAIN_MS = 5_000;
/** A verification takes a few seconds. */
const FOLLOW_MS = 1_000;

/** The link of a connection that was made last; looked at again with each `version` of the connection. */
export function credentialLinkQuery(connectionId: string, version: number) {
  return queryOptions<CredentialLink | null>({
    queryKey: ['credential-link', connectionId, version],
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (state.data?.end_reason === null ? LOOK_AGAIN_MS : false),
    queryFn: async ({ signal }) =>
      (await callApi(getCredentialLink, { params: { id: connectionId } }, { signal })).data,
  });
}

/** Answers the address of the link too, which is kept nowhere: not in the cache of queries either. */
export function useCreateLink(connectionId: string) {
  return useLinkChange(
    connectionId,
    async (body: Partial<CreateCredentialLinkRequest>) =>
      (await callApi(createCredentialLink, { params: { id: connectionId }, body })).data,
  );
}

export function useRevokeLink(connectionId: string) {
  return useLinkChange(connectionId, async () =>
    callApi(revokeCredentialLink, { params: { id: connectionId } }),
  );
}

function useLinkChange<Input, Output>(
  connectionId: string,
  call: (input: Input) => Promise<Output>,
) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: call,
    gcTime: 0,
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['credential-link', connectionId] }),
  });
}

export type OpenedLink =
  | (AskedCredentials & { delivery: SealingState })
  | { state: 'used' | 'expired' | 'ended' };

/** What whoever has the link is asked for; asked again while something is under way, or cannot be sent. */
export function openedLinkQuery(token: string) {
  return queryOptions<OpenedLink>({
    queryKey: ['opened-link', token],
    staleTime: 60_000,
    refetchInterval: ({ state: { data } }) => {
      if (data?.state !== 'open') return false;
      if (data.attempt?.state === 'running') return FOLLOW_MS;
      return data.delivery.state === 'blocked' ? ASK_AGAIN_MS : false;
    },
    queryFn: async ({ signal }): Promise<OpenedLink> => {
      const { data } = await callApi(openCredentialLink, { body: { token } }, { signal });
      if (data.state !== 'open') return data;
      const { organization_id, connector, sealing } = data;
      const delivery = await judgeHere(organization_id, { data: connector, sealing });
      return { ...data, delivery };
    },
  });
}
