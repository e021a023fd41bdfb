import type { AddressState, Role, Scope } from '@rita/contracts';
import type { FastifyRequest } from 'fastify';

/**
 * A program that asks in place of a person's browser. With a key of the organization there is no
 * person: user and member are then the key itself, and what is public is all that it may read.
 */
export type Program = {
  kind: 'personal_key' | 'organization_key' | 'assistant';
  id: string;
  name: string;
  scopes: readonly Scope[];
  /** Of an organization's key: connections that an owner opened to it. */
  connections: readonly string[];
};

/** Who makes a request, read from the database for it, or within the second before (`keepPrincipals`). */
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
  /** Absent for a browser. */
  program?: Program;
};

/** Resolves to undefined for a request without a valid session or membership. */
export type Authenticate = (request: FastifyRequest) => Promise<Principal | undefined>;
