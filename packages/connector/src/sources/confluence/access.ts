import { failsAlone } from '../fails-alone.ts';
import { SourceError } from '../source.ts';
import type { AccessFinding, NobodyReason, Principal, SourceAccess } from '../source-access.ts';

/** Everybody with an account of their own: on Cloud not the guests, who have only what is given to them. */
export const LICENSED: Principal = 'class:licensed';

/** Whoever comes by, where the site lets them: found out by trying, before a rule is made of it. */
export const ANONYMOUS: Principal = 'class:anonymous';

/** Whom a list of readers names. */
export type NamedReaders = {
  principals: Principal[];
  /** How many more there are: of a kind that is not known here, without an id, or only counted. */
  unknown: number;
  /** Whether the list was told to its end. */
  isWhole: boolean;
};

/** Who alone may read an item, as it says itself; null: it does not restrict. */
export type ReadRestriction = NamedReaders | null;

/**
 * What one place (the site, a space, a page above, the document itself) says of who may read what
 * is in it. `unread`: it could not be asked this time, which is neither a yes nor a no.
 */
export type Layer =
  | { is: 'open' }
  | { is: 'named'; readers: NamedReaders }
  | { is: 'nobody'; reason: NobodyReason }
  | { is: 'unread'; error: SourceError };

/** How Confluence says that something is not for the account to see. */
const REFUSALS = ['insufficient_permissions', 'not_found', 'invalid_credentials', 'sign_in_page'];

const OF_THE_ACCOUNT = ['invalid_credentials', 'sign_in_page'];

/** Whether an error says that the account is not signed in, be it true or not. */
export function isOfTheAccount(error: unknown): error is SourceError {
  return error instanceof SourceError && OF_THE_ACCOUNT.includes(error.code);
}

export function isRefusal(error: unknown): error is SourceError {
  return error instanceof SourceError && REFUSALS.includes(error.code);
}

/**
 * The layer that an answer stands for; null: the place does not restrict. Throws what is not the
 * place's own: an account that is not signed in any more is refused everything, which says nothing.
 * @param asked with errors that are `itsOwn`
 */
export async function toLayer(asked: Promise<NamedReaders | null>): Promise<Layer> {
  try {
    const readers = await asked;
    return readers === null ? { is: 'open' } : { is: 'named', readers };
  } catch (error) {
    if (isOfTheAccount(error)) throw error;
    if (isRefusal(error)) return { is: 'nobody', reason: 'refused' };
    if (!failsAlone(error)) throw error;
    return { is: 'unread', error };
  }
}

/**
 * All layers together: whoever is named in each. One that lets nobody in decides, whatever the
 * others say; one that was not read leaves it open.
 */
export function accessOf(layers: readonly Layer[]): SourceAccess | 'unread' {
  const closed = layers.map(reasonOf).find((reason) => reason !== undefined);
  if (closed) return { kind: 'nobody', reason: closed };
  if (layers.some(({ is }) => is === 'unread')) return 'unread';
  const named = layers.flatMap((layer) => (layer.is === 'named' ? [layer.readers] : []));
  // Without a single layer that names people there is no telling who they are.
  if (named.length === 0) return { kind: 'nobody', reason: 'not_read' };
  const grants = named.map(({ principals }) => principals.map((principal) => ({ principal })));
  return { kind: 'rule', layers: grants };
}

function reasonOf(layer: Layer): NobodyReason | undefined {
  if (layer.is === 'nobody') return layer.reason;
  if (layer.is !== 'named' || layer.readers.principals.length > 0) return undefined;
  const { isWhole, unknown } = layer.readers;
  if (!isWhole) return 'incomplete';
  return unknown > 0 ? 'unknown_principal' : 'nobody_named';
}

/** For what has to have a rule now, as a document that is stored for the first time. */
export function accessNow(layers: readonly Layer[]): SourceAccess {
  const access = accessOf(layers);
  return access === 'unread' ? { kind: 'nobody', reason: 'not_read' } : access;
}

/** How often something was met, by the codes of findings. */
export type Tallies = Map<string, number>;

export function count(tallies: Tallies, code: string, more = 1): void {
  if (more > 0) tallies.set(code, (tallies.get(code) ?? 0) + more);
}

export function findingsOf(tallies: Tallies): AccessFinding[] {
  return [...tallies].map(([code, number]) => ({ code, count: number }));
}

/** Counts what a layer leaves out; `what` begins the codes. */
export function countLayer(tallies: Tallies, what: string, layer: Layer): void {
  if (layer.is === 'nobody') count(tallies, `${what}_refused`);
  if (layer.is === 'unread') count(tallies, `${what}_unread`);
  if (layer.is !== 'named') return;
  if (!layer.readers.isWhole) count(tallies, `${what}_incomplete`);
  count(tallies, 'principals_unknown', layer.readers.unknown);
}
