/** Where the app's embedded database is. */
export function appDatabaseFolder(dataDir: string): string {
  return `${dataDir}/app-database`;
}
