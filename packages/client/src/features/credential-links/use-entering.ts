import { submitCredentials } from '@rita/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { type Resolver, useForm, useWatch } from 'react-hook-form';
import { callApi } from '../../lib/call-api.ts';
import { localProblem, ProblemError } from '../../lib/problem-error.ts';
import { deliverCredentials } from '../configure/deliver-credentials.ts';
import { type ConfigurationValues, initialValues } from '../configure/form-model.ts';
import { stepErrors } from '../configure/form-validation.ts';
import { changedSettings } from '../configure/request-payload.ts';
import { toFieldErrors } from '../configure/step-resolver.ts';
import { suggestMethod } from '../configure/suggest-method.ts';
import { type OpenedLink, openedLinkQuery } from './credential-links.queries.ts';

export type Asked = Extract<OpenedLink, { state: 'open' }>;

/** The form of whoever has the link. What is typed lives here, in memory, and in no draft. */
export function useEntering(token: string, asked: Asked) {
  const queryClient = useQueryClient();
  const { connection_type: type, settings } = asked;
  const first = useRef(initialValues(type, settings, suggestMethod(type, settings)));
  const resolver: Resolver<ConfigurationValues> = (values) =>
    toFieldErrors(values, stepErrors({ type, step: 'access', values, mayKeepSecret: false }));
  const form = useForm<ConfigurationValues>({ defaultValues: first.current, resolver });
  useWatch({ control: form.control });
  const values = form.getValues();
  const query = openedLinkQuery(token);

  const submit = useMutation({
    gcTime: 0,
    mutationFn: async () => {
      // Keys change, and so may what the link is for.
      const opened = await queryClient.fetchQuery({ ...query, staleTime: 0 });
      if (opened.state !== 'open') return;
      const current = form.getValues();
      const changes = changedSettings({ type, settings: opened.settings }, current, ['access']);
      const delivery = await deliverCredentials(opened.delivery, current, {
        tenant_id: opened.organization_id,
        user_id: opened.user_id,
        connection_id: opened.connection_id,
        connection_type: type,
        settings: { ...opened.settings, ...changes },
      });
      requireSameAddress(asked, opened);
      await callApi(submitCredentials, { body: { token, settings: changes, ...delivery } });
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: query.queryKey }),
  });
  return {
    form,
    values,
    submit: form.handleSubmit(() => submit.mutate()),
    isSending: submit.isPending,
    failure: submit.error,
    chooseMethod: (method: string) => {
      form.setValue('method', method);
      form.clearErrors();
    },
  };
}

/** What is sent goes where the page said it would when it was typed. */
function requireSameAddress(shown: Asked, now: Asked): void {
  if (JSON.stringify(shown.settings) === JSON.stringify(now.settings)) return;
  throw new ProblemError(localProblem('sealed_credentials_misdirected'));
}
