import type { DataSourceConnection } from '@rita/contracts';
import { useState } from 'react';
import { foldProgress, type RunProgress } from './run-progress.ts';

/** The progress of the active sync, folded from every version of the row that came by. */
export function useRunProgress(connection: DataSourceConnection): RunProgress {
  const [seen, setSeen] = useState(() => ({
    version: connection.version,
    progress: foldProgress(null, connection, Date.now()),
  }));
  if (seen.version === connection.version) return seen.progress;
  const progress = foldProgress(seen.progress, connection, Date.now());
  setSeen({ version: connection.version, progress });
  return progress;
}
