/**
 * What this browser remembers of the samples of an organization.
 * - `connected`: they were connected from here, so it says what to do with them
 * - `put-away`: nothing more is to be said of them
 */
export type SamplesMemory = 'connected' | 'put-away';

const keyOf = (organizationId: string) => `rita.samples.${organizationId}`;

export function readSamplesMemory(organizationId: string): SamplesMemory | undefined {
  try {
    const kept = localStorage.getItem(keyOf(organizationId));
    return kept === 'connected' || kept === 'put-away' ? kept : undefined;
  } catch {
    return undefined;
  }
}

export function rememberSamples(organizationId: string, memory: SamplesMemory): void {
  try {
    localStorage.setItem(keyOf(organizationId), memory);
  } catch {
    // Storage is blocked: what is put away comes back with the next visit.
  }
}
