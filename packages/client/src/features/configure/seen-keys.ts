/** Organizations in which a connector showed this browser a key: nothing is sent unsealed there any more. */
const STORAGE_KEY = 'rita.key-seen';
const seenHere = new Set<string>();

export function hasSeenKey(organizationId: string): boolean {
  return seenHere.has(organizationId) || readStored().includes(organizationId);
}

export function rememberKeySeen(organizationId: string): void {
  seenHere.add(organizationId);
  const stored = readStored();
  if (stored.includes(organizationId)) return;
  try {
    localStorage.setItem(STORAGE_KEY, JSON.stringify([...stored, organizationId].slice(-50)));
  } catch {
    // Storage is blocked: it is known as long as this page is open.
  }
}

function readStored(): string[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(STORAGE_KEY) ?? '[]');
    return Array.isArray(stored) ? stored.filter((item) => typeof item === 'string') : [];
  } catch {
    return [];
  }
}
