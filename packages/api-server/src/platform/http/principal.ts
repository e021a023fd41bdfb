import type { Role } from '@rita/contracts';
import type { FastifyRequest } from 'fastify';

/** Who makes a request, read from the database for this very request and never cached. */
export type Principal = {
  sessionId: string;
  userId: string;
  userName: string;
  userEmail: string;
  /** The same address, once it is proved to be this person's; the sources' permissions go by it. */
  provedAddress: string | null;
  organizationId: string;
  organizationName: string;
  role: Role;
};

/** Resolves to undefined for a request without a valid session or membership. */
export type Authenticate = (request: FastifyRequest) => Promise<Principal | undefined>;
