/** Where the connector's embedded database is; `memory://…` stays what it is. */
export function connectorDatabaseFolder(dataDir: string): string {
  return dataDir.startsWith('memory:') ? dataDir : `${dataDir}/connector`;
}
