import type { DataSourceConnection } from '@rita/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useVerifyDataSource } from '../data-sources/data-sources.queries.ts';
import { useCurrentSession } from '../session/session.queries.ts';
import { deliverTo } from './deliver-credentials.ts';
import type { ConfigurationValues } from './form-model.ts';
import { hasEnteredSecret } from './form-validation.ts';
import { changedSettings } from './request-payload.ts';
import { momentOf, type StartedVerification, verificationStage } from './verification-stage.ts';

/** Starts verifications of a connection and follows them, also one that was running on arrival. */
export function useVerification(connection: DataSourceConnection) {
  const queryClient = useQueryClient();
  const session = useCurrentSession();
  const mutation = useVerifyDataSource(connection.id);
  const [started, setStarted] = useState<StartedVerification | undefined>(() =>
    connection.status === 'verifying' ? momentOf(connection) : undefined,
  );
  const [failure, setFailure] = useState<unknown>(null);
  /** The result that what is in the form now has nothing to do with. */
  const [forgotten, setForgotten] = useState<string | null>(null);

  const start = async (values: ConfigurationValues, mayKeep: boolean): Promise<unknown> => {
    setFailure(null);
    setForgotten(null);
    setStarted(momentOf(connection));
    try {
      const isKept = mayKeep && !hasEnteredSecret(connection.type, values);
      const settings = changedSettings(connection, values, ['where', 'access']);
      const delivery = isKept
        ? {}
        : await deliverTo(queryClient, { session, connection, values, changes: settings });
      await mutation.mutateAsync({ settings, ...delivery });
      return undefined;
    } catch (error) {
      setStarted(undefined);
      setFailure(error);
      return error;
    }
  };

  return {
    start,
    stage: verificationStage(connection, started, forgotten),
    /** A verification that this page started or found running. */
    isOurs: started !== undefined,
    /** Its result has been dealt with. */
    finish: () => setStarted(undefined),
    /** Something else was filled in: what was found of what stood there before is of no concern. */
    forget: () => {
      setFailure(null);
      setForgotten(connection.last_verification_at);
    },
    /** Why it could not even be started. */
    failure,
  };
}
