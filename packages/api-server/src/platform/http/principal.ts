import type { AddressState, Role } from '@rita/contracts';
import type { FastifyRequest } from 'fastify';

/** Who makes a request, read from the database for this very request, or within the second before (`keepPrincipals`). */
export type Principal = {
  sessionId: string;
  userId: string;
  userName: string;
  userEmail: string;
  /** What that address is worth in this organization: the sources' permissions go by it. */
  addressState: AddressState;
  /** Of the membership in this organization: the person whom connectors are asked about. */
  memberId: string;
  organizationId: string;
  organizationName: string;
  role: Role;
};

/** Resolves to undefined for a request without a valid session or membership. */
export type Authenticate = (request: FastifyRequest) => Promise<Principal | undefined>;
