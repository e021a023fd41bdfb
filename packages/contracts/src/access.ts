import { z } from 'zod';
import { readerSchema, readingFields } from './reader.ts';
import { reportedText } from './text.ts';

/** A connector that reads who may read what, apart from the documents, says so. */
export const ACCESS_ABILITY = 'access_checks';

/** Whose word counts for who may find the documents of a connection. */
export const ACCESS_MODES = ['source', 'everyone'] as const;
/**
 * - `source`: a person finds what they could open at the source
 * - `everyone`: everybody in the organization finds all of it, as an owner chose
 */
export type AccessMode = (typeof ACCESS_MODES)[number];

const count = z.int().min(0).max(1_000_000_000);
const moment = z.iso.datetime({ offset: true });

/** Something that people should know about how permissions were read: a code, how often, and of what. */
export const accessFindingSchema = z.object({
  code: z.string().max(100),
  count,
  detail: reportedText({ max: 300 }).optional(),
});

/** What a reading of permissions came to, in numbers. */
export const accessSummarySchema = z.object({
  /** Documents by who may read them. */
  documents: z.object({ public: count, members_of_source: count, rule: count, nobody: count }),
  /** Of those that nobody may find, how many for which reason. */
  hidden: z.record(z.string().max(100), count),
  people: count,
  groups: count,
  findings: z.array(accessFindingSchema).max(100),
  /** Whether all people, and all documents' permissions, were read to a proven end. */
  people_complete: z.boolean(),
  documents_complete: z.boolean(),
  /** Since when, by the connector's clock, what is known of people grows old; null: nothing is. */
  people_read_at: moment.nullish(),
});
export type AccessSummary = z.output<typeof accessSummarySchema>;

/** Documents that not everybody in the organization finds as the source has it; null: never counted. */
export function restrictedDocuments(summary: AccessSummary | null): number | null {
  if (summary === null) return null;
  const { rule, nobody, members_of_source: members } = summary.documents;
  return rule + nobody + members;
}

/** How a person is known at one source. */
export const personMatchSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('account'),
    account_id: z.string(),
    name: z.string().nullable(),
    /** By an equal proved address, a look-up of it at the source, or an owner's assignment. */
    evidence: z.enum(['address', 'looked_up', 'assigned']),
  }),
  z.object({ kind: z.literal('none') }),
  z.object({ kind: z.literal('ambiguous'), count }),
]);
export type PersonMatch = z.output<typeof personMatchSchema>;

const tenant = { tenant_id: z.string().min(1).max(200) };

/** App → connector: signed `POST /access/match`. How people are known at each connection. */
export const matchRequestSchema = z.object({
  ...tenant,
  people: z.array(readerSchema).max(200),
});
export type MatchRequest = z.output<typeof matchRequestSchema>;
export const matchAnswerSchema = z.object({
  data: z.array(
    z.object({ person_id: z.string(), matches: z.record(z.uuid(), personMatchSchema) }),
  ),
});
export type MatchAnswer = z.output<typeof matchAnswerSchema>;

/** App → connector: signed `POST /access/accounts`. Accounts whose name or address has the words. */
export const accountsRequestSchema = z.object({
  ...tenant,
  connection_id: z.uuid(),
  query: z.string().max(200),
});
export type AccountsRequest = z.output<typeof accountsRequestSchema>;
export const accountsAnswerSchema = z.object({
  data: z.array(
    z.object({
      account_id: z.string(),
      name: z.string().nullable(),
      address: z.string().nullable(),
      is_active: z.boolean(),
    }),
  ),
});
export type AccountsAnswer = z.output<typeof accountsAnswerSchema>;

/** App → connector: signed `POST /access/assign`. Null takes an assignment back. */
export const assignRequestSchema = z.object({
  ...tenant,
  connection_id: z.uuid(),
  person_id: z.string().min(1).max(200),
  account_id: z.string().min(1).max(500).nullable(),
});
export type AssignRequest = z.output<typeof assignRequestSchema>;
export const assignAnswerSchema = z.object({ data: z.object({ is_known: z.boolean() }) });

/** One layer of a rule: some of those that it names, and how many more there are. */
const explainedLayerSchema = z.object({
  named: z.array(z.object({ principal: z.string(), name: z.string().nullable() })),
  more: count,
  /** Through which of them the person meets the layer; null: not at all. Absent without a person. */
  met_by: z.object({ principal: z.string(), name: z.string().nullable() }).nullish(),
});

/** Who may read a document, and why. */
export const accessExplanationSchema = z.object({
  kind: z.enum(['nobody', 'rule', 'members_of_source', 'public', 'everyone']),
  /** Why nobody may. */
  reason: z.string().max(100).nullable(),
  layers: z.array(explainedLayerSchema),
  denied: explainedLayerSchema.nullable(),
  /** When permissions and people were read last; null: never. */
  documents_read_at: moment.nullable(),
  people_read_at: moment.nullable(),
  /** Whether what was read is too old to be believed, so that nobody is let in by it. */
  is_stale: z.boolean(),
  /** About the person asked about, if one was. */
  person: z.object({ match: personMatchSchema, may_read: z.boolean() }).nullable(),
});
export type AccessExplanation = z.output<typeof accessExplanationSchema>;

/**
 * App → connector: signed `POST /access/explain`. About a document that `reader` may read, or any
 * document of the tenant when `about` names somebody (the app asks that for owners only).
 */
export const explainRequestSchema = z.object({
  ...tenant,
  ...readingFields,
  document_id: z.uuid(),
  about: readerSchema.optional(),
});
export type ExplainRequest = z.output<typeof explainRequestSchema>;
export const explainAnswerSchema = z.object({ data: accessExplanationSchema.nullable() });
