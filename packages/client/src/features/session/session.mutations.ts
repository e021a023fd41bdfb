import { deleteOrganization, type RouteRequest, type SampleReader } from '@rita/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useRouter } from '@tanstack/react-router';
import { z } from 'zod';
import { callApi, callAuth } from '../../lib/call-api.ts';
import { forgetDrafts } from '../../lib/tab-drafts.ts';
import { leavingByOneself } from './left-organization.ts';
import { sessionQuery } from './session.queries.ts';
import { forgetData, useForgetSession } from './use-forget-session.ts';

export type SignInValues = { email: string; password: string; code?: string };

export function useSignIn() {
  return useSessionChange((body: SignInValues) => callAuth('/sign-in/email', body));
}

/** Looks through the eyes of somebody of the sample sources; only offered in a trial. */
export function useLookAs() {
  return useSessionChange((reader: SampleReader) => callAuth('/sign-in/sample', { reader }));
}

export type SignUpValues = {
  name: string;
  email: string;
  /** Chosen later where signing up is confirmed by mail. */
  password?: string;
  invitationId?: string;
};

/** Also makes the user's own organization. Where mails are delivered, nobody is signed in yet. */
export function useSignUp() {
  return useSessionChange((body: SignUpValues) => callAuth('/sign-up/email', body));
}

/** By the link of a sign-up that is confirmed by mail. */
export function useConfirmSignUp() {
  return useSessionChange((body: { token: string; password: string }) =>
    callAuth('/sign-up/confirm', body),
  );
}

export function useRequestPasswordReset() {
  return useMutation({
    mutationFn: (body: { email: string }) => callAuth('/request-password-reset', body),
  });
}

export function useResetPassword() {
  return useMutation({
    mutationFn: (body: { token: string; newPassword: string }) => callAuth('/reset-password', body),
  });
}

/** An organization of one's own that was never used goes with it. */
export function useAcceptInvitation() {
  const queryClient = useQueryClient();
  return useSessionChange((invitationId: string) =>
    leavingByOneself(queryClient.getQueryData(sessionQuery.queryKey), () =>
      callAuth('/organization/accept-invitation', { invitationId }),
    ),
  );
}

/** Leaves the page for the organization's identity provider, which sends the user back here. */
export function useSingleSignOn(returnTo: string) {
  return useMutation({
    mutationFn: async () => {
      const answer = await callAuth('/sign-in/social', { provider: 'oidc', callbackURL: returnTo });
      location.assign(z.object({ url: z.url() }).parse(answer).url);
    },
  });
}

/** `destination`: where to be afterwards; the page of an invitation stays. */
export function useSignOut(destination: 'sign-in' | 'stay' = 'sign-in') {
  const forgetSession = useForgetSession();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: () => callAuth('/sign-out', {}),
    onSuccess: async () => {
      // First away from the pages that need a session, or they would ask to sign in again.
      if (destination === 'sign-in') await navigate({ to: '/sign-in' });
      forgetDrafts();
      forgetSession();
    },
  });
}

export function useSwitchOrganization() {
  return useOrganizationChange((organizationId: string) =>
    callAuth('/organization/set-active', { organizationId }),
  );
}

/** Deletes the one that the session is in, and goes on in another. */
export function useDeleteOrganization() {
  const queryClient = useQueryClient();
  return useOrganizationChange((body: RouteRequest<typeof deleteOrganization>['body']) =>
    leavingByOneself(queryClient.getQueryData(sessionQuery.queryKey), () =>
      callApi(deleteOrganization, { body }),
    ),
  );
}

/** For what ends with the session in another organization. */
function useOrganizationChange<Input>(call: (input: Input) => Promise<unknown>) {
  const changed = useSessionChanged();
  const router = useRouter();
  return useMutation({
    mutationFn: call,
    onSuccess: async () => {
      await router.navigate({ to: '/data-sources' });
      await changed();
    },
  });
}

function useSessionChange<Input>(call: (input: Input) => Promise<unknown>) {
  const changed = useSessionChanged();
  return useMutation({ mutationFn: call, onSuccess: changed });
}

/** Reads who is signed in now, and forgets what was read for whoever was before. */
function useSessionChanged() {
  const queryClient = useQueryClient();
  return async () => {
    forgetData(queryClient);
    await queryClient.fetchQuery({ ...sessionQuery, staleTime: 0 });
  };
}
