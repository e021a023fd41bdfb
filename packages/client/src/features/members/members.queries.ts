import { listMembers, type Role } from '@rita/contracts';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { callApi, callAuth } from '../../lib/call-api.ts';
import { leavingByOneself } from '../session/left-organization.ts';
import { sessionQuery } from '../session/session.queries.ts';

export const membersQuery = queryOptions({
  queryKey: ['members'],
  queryFn: async ({ signal }) => (await callApi(listMembers, undefined, { signal })).data,
});

/** Answers the list as it is afterwards, which has the link to hand over. */
export function useInviteMember() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (invitation: { email: string; role: Role }) => {
      await callAuth('/organization/invite-member', invitation);
      return queryClient.fetchQuery({ ...membersQuery, staleTime: 0 });
    },
  });
}

export function useCancelInvitation() {
  return useMemberChange((invitationId: string) =>
    callAuth('/organization/cancel-invitation', { invitationId }),
  );
}

export function useChangeRole() {
  return useMemberChange((change: { memberId: string; role: Role }) =>
    callAuth('/organization/update-member-role', change),
  );
}

/** Takes somebody out of the organization; oneself by leaving it. */
export function useRemoveMember() {
  const queryClient = useQueryClient();
  return useMemberChange(({ memberId, isSelf }: { memberId: string; isSelf: boolean }) =>
    isSelf
      ? leavingByOneself(queryClient.getQueryData(sessionQuery.queryKey), () =>
          callAuth('/organization/leave', {}),
        )
      : callAuth('/organization/remove-member', { memberIdOrEmail: memberId }),
  );
}

function useMemberChange<Input>(call: (input: Input) => Promise<unknown>) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: call,
    // Not awaited: a row that goes with the new list could not say any more what has happened.
    onSettled: () => {
      void queryClient.invalidateQueries({ queryKey: membersQuery.queryKey });
      void queryClient.invalidateQueries({ queryKey: ['session'] });
    },
  });
}
