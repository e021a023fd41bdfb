/** Entra ID of the sample tenant, as plain values that tests may change at any time. */
export type SampleUser = {
  id: string;
  displayName: string;
  userPrincipalName: string;
  mail: string | null;
  otherMails: string[];
  /** `SMTP:` before the primary address, `smtp:` before others. */
  proxyAddresses: string[];
  userType: 'Member' | 'Guest' | null;
  accountEnabled: boolean;
};

export type SampleEntraGroup = {
  id: string;
  displayName: string;
  kind: 'security' | 'microsoft365';
  /** Its members are shown only to apps with Member.Read.Hidden. */
  isHidden: boolean;
  members: ({ user: string } | { group: string })[];
  /** Ids of users, who need not be members. */
  owners: string[];
};

/** What is deleted is not in it any more; others may still name it. */
export type SampleDirectory = { users: SampleUser[]; groups: SampleEntraGroup[] };

/**
 * Every address by which somebody may be known: those at which mail reaches them, and the name that
 * members sign in with. The name of an account from elsewhere (`#EXT#`) is nobody's address.
 */
export function addressesOf(user: SampleUser): string[] {
  const proxies = user.proxyAddresses.flatMap((one) => /^smtp:(.+)$/i.exec(one)?.[1] ?? []);
  const isGuest = user.userType === 'Guest';
  const name = user.userPrincipalName.includes('#EXT#') ? null : user.userPrincipalName;
  // A guest is known by the address that they were invited with.
  const invited = user.mail === null ? user.otherMails.slice(0, 1) : [];
  const own = isGuest ? invited : [name, ...proxies];
  return [...new Set([user.mail, ...own].flatMap((one) => one?.toLowerCase() ?? []))];
}
