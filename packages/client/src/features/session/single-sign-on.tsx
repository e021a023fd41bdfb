import { getSignInOptions, isProblemCode } from '@rita/contracts';
import { queryOptions } from '@tanstack/react-query';
import { ProblemNote } from '../../components/problem-note.tsx';
import { Button } from '../../components/ui/button.tsx';
import { Note } from '../../components/ui/note.tsx';
import { t } from '../../i18n/index.ts';
import { callApi } from '../../lib/call-api.ts';
import { localProblem, ProblemError } from '../../lib/problem-error.ts';
import { useSingleSignOn } from './session.mutations.ts';

/** The ways to sign in that this installation offers. */
export const signInOptionsQuery = queryOptions({
  queryKey: ['sign-in-options'],
  staleTime: Number.POSITIVE_INFINITY,
  queryFn: async () => (await callApi(getSignInOptions)).data,
});

export function SingleSignOnButton({ returnTo }: { returnTo: string }) {
  const singleSignOn = useSingleSignOn(returnTo);
  return (
    <div className="mt-4 space-y-4">
      <p className="flex items-center gap-3 text-xs text-muted before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
        {t.session.or}
      </p>
      <Button
        size="large"
        className="w-full"
        isBusy={singleSignOn.isPending}
        onClick={() => singleSignOn.mutate()}
      >
        {t.session.singleSignOn}
      </Button>
      {singleSignOn.error && <ProblemNote error={singleSignOn.error} />}
    </div>
  );
}

/** better-auth's code beside our own ones. */
const NOT_LINKED = 'account_not_linked';

/** Why the identity provider sent the person back without a session. */
export function SingleSignOnProblem({ code }: { code: string }) {
  if (isProblemCode(code)) {
    return <ProblemNote error={new ProblemError(localProblem(code))} className="mb-4" />;
  }
  return (
    <Note tone="warn" role="alert" className="mb-4">
      {code === NOT_LINKED ? t.session.notLinked : t.session.singleSignOnFailed}
    </Note>
  );
}
