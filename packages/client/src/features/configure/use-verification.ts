import type { DataSourceConnection, VerifyDataSourceRequest } from '@rita/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { connectorQuery } from '../connection/connector.queries.ts';
import { useVerifyDataSource } from '../data-sources/data-sources.queries.ts';
import { useCurrentSession } from '../session/session.queries.ts';
import type { ConfigurationValues } from './form-model.ts';
import { hasEnteredSecret } from './form-validation.ts';
import { changedSettings, credentialsOf } from './request-payload.ts';
import { canSeal, newRunId, sealCredentials } from './seal-credentials.ts';
import { type StartedVerification, verificationStage } from './verification-stage.ts';

/** Starts verifications of a connection and follows them, also one that was running on arrival. */
export function useVerification(connection: DataSourceConnection) {
  const queryClient = useQueryClient();
  const { organization } = useCurrentSession();
  const mutation = useVerifyDataSource(connection.id);
  const [started, setStarted] = useState<StartedVerification | undefined>(() =>
    connection.status === 'verifying' ? momentOf(connection) : undefined,
  );
  const [failure, setFailure] = useState<unknown>(null);

  const start = async (values: ConfigurationValues, mayKeep: boolean): Promise<unknown> => {
    setFailure(null);
    setStarted(momentOf(connection));
    try {
      const isKept = mayKeep && !hasEnteredSecret(connection.type, values);
      await mutation.mutateAsync({
        settings: changedSettings(connection, values, ['where', 'access']),
        ...(isKept ? {} : await credentialPart(values)),
      });
      return undefined;
    } catch (error) {
      setStarted(undefined);
      setFailure(error);
      return error;
    }
  };

  /** Sealed whenever the connector publishes a key and the browser can; asked anew, for keys change. */
  const credentialPart = async (
    values: ConfigurationValues,
  ): Promise<Omit<VerifyDataSourceRequest, 'settings'>> => {
    const credentials = credentialsOf(connection.type, values);
    const connector = await queryClient.fetchQuery(connectorQuery);
    const run_id = newRunId();
    if (!connector?.sealing_key || !canSeal()) return { credentials, run_id };
    const sealed_credentials = await sealCredentials(connector.sealing_key, {
      tenant_id: organization.id,
      connection_id: connection.id,
      connection_type: connection.type,
      run_id,
      credentials,
    });
    return { sealed_credentials, run_id };
  };

  return {
    start,
    stage: verificationStage(connection, started),
    /** A verification that this page started or found running. */
    isOurs: started !== undefined,
    /** Its result has been dealt with. */
    finish: () => setStarted(undefined),
    /** Why it could not even be started. */
    failure,
  };
}

function momentOf(connection: DataSourceConnection): StartedVerification {
  return { version: connection.version, lastVerificationAt: connection.last_verification_at };
}
