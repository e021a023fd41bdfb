import type { CallToolResult } from '@modelcontextprotocol/server';
import { PROBLEMS } from '@rita/contracts';
import { ProblemError, toProblem } from '../../platform/http/problems.ts';
import type { McpDeps } from './mcp-caller.ts';

/** What every tool here does: it reads an index of its own, and changes nothing. */
export const READ_ONLY = {
  readOnlyHint: true,
  destructiveHint: false,
  idempotentHint: true,
  openWorldHint: false,
} as const;

/** The one answer for documents that are unknown, another organization's, or hidden from who asks. */
export const NO_SUCH_DOCUMENT = 'There is no such document, or you may not read it.';

/** An answer as data, and once more as text for clients that read nothing else. */
export function toResult(structuredContent: Record<string, unknown>): CallToolResult {
  const text = JSON.stringify(structuredContent);
  return { content: [{ type: 'text', text }], structuredContent };
}

/**
 * Runs a tool. What goes wrong with the question is an answer in one plain sentence, which a model
 * can act on; the words are those of the table of problems, never an error's own.
 */
export async function asResult(
  { log }: Pick<McpDeps, 'log'>,
  work: () => Promise<Record<string, unknown>>,
): Promise<CallToolResult> {
  try {
    return toResult(await work());
  } catch (error) {
    return { content: [{ type: 'text', text: sentenceOf(error, log) }], isError: true };
  }
}

/** What an assistant is told of an error; our own faults are logged. */
export function sentenceOf(error: unknown, log: McpDeps['log']): string {
  const problem = toProblem(error);
  if (problem.code === 'internal_error') log.error({ err: error }, 'a tool failed');
  if (problem.code === 'not_found') return NO_SUCH_DOCUMENT;
  const { title, remedy } = PROBLEMS[problem.code];
  const { retryAfterSeconds: seconds } = problem.extras;
  const fields = problem.extras.errors?.map(({ path, message }) => ` ${path}: ${message}.`) ?? [];
  const wait = seconds === undefined ? '' : ` Try again in ${seconds} s.`;
  return `${title}. ${fields.length > 0 ? fields.join('').trim() : remedy}${wait}`;
}

/** For an id that cannot be one. */
export function noSuchDocument(): ProblemError {
  return new ProblemError('not_found');
}
