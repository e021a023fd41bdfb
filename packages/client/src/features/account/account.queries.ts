import {
  confirmSecondFactor,
  endOtherSessions,
  endSecondFactor,
  endSession,
  getAccount,
  listSessions,
  renewRecoveryCodes,
  startSecondFactor,
  updateAccount,
} from '@rita/contracts';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { callApi, callAuth } from '../../lib/call-api.ts';

export const accountQuery = queryOptions({
  queryKey: ['account'],
  queryFn: async ({ signal }) => (await callApi(getAccount, undefined, { signal })).data,
});

export const sessionsQuery = queryOptions({
  queryKey: ['sessions'],
  queryFn: async ({ signal }) => (await callApi(listSessions, undefined, { signal })).data,
});

export type PasswordAndCode = { password: string; code: string };

export function useRename() {
  return useAccountChange((name: string) => callApi(updateAccount, { body: { name } }));
}

/** Signs out everywhere else. */
export function useChangePassword() {
  return useAccountChange((body: { currentPassword: string; newPassword: string }) =>
    callAuth('/change-password', body),
  );
}

export function useConfirmAddress() {
  return useMutation({
    mutationFn: (email: string) =>
      callAuth('/send-verification-email', { email, callbackURL: '/account' }),
  });
}

export function useEndSession() {
  return useAccountChange((id: string) => callApi(endSession, { params: { id } }));
}

export function useEndOtherSessions() {
  return useAccountChange(() => callApi(endOtherSessions));
}

/** Answers the secret; nothing counts before a code of it was confirmed. */
export function useStartSecondFactor() {
  return useMutation({
    mutationFn: async (password: string) =>
      (await callApi(startSecondFactor, { body: { password } })).data,
  });
}

/** Answers the recovery codes. */
export function useConfirmSecondFactor() {
  return useAccountChange(
    async (code: string) => (await callApi(confirmSecondFactor, { body: { code } })).data,
  );
}

/** Answers the new recovery codes. */
export function useRenewRecoveryCodes() {
  return useAccountChange(
    async (body: PasswordAndCode) => (await callApi(renewRecoveryCodes, { body })).data,
  );
}

export function useEndSecondFactor() {
  return useAccountChange((body: PasswordAndCode) => callApi(endSecondFactor, { body }));
}

function useAccountChange<Input, Output>(call: (input: Input) => Promise<Output>) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: call,
    onSettled: () => {
      for (const key of ['account', 'sessions', 'session']) {
        void queryClient.invalidateQueries({ queryKey: [key] });
      }
    },
  });
}
