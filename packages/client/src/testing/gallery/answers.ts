import { PROBLEMS, type ProblemCode } from '@rita/contracts';

/** What the app says to a call; `for ever` never answers, and one that is `away` cannot be reached. */
export type Answer = { body: unknown } | { problem: ProblemCode } | 'for ever' | 'away';
/** By method and path, ids as `:id`: `GET /api/data-sources/:id/runs`. */
export type Answers = Readonly<Record<string, Answer>>;

export const answer = (body: unknown): Answer => ({ body });

const ID = /\/[0-9a-f-]{36}(?=\/|$)/g;

/** From now on the page gets these answers instead of calling anybody. */
export function answerInstead(answers: Answers): void {
  globalThis.fetch = async (input, init) => {
    const { pathname } = new URL(String(input), location.href);
    const call = `${init?.method ?? 'GET'} ${pathname.replaceAll(ID, '/:id')}`;
    const found = answers[call];
    if (found === 'away') throw new TypeError('Failed to fetch');
    if (call === 'GET /api/events') return quietStream();
    if (found === undefined) throw new Error(`The gallery has no answer to ${call}`);
    if (found === 'for ever') return new Promise(() => {});
    return 'body' in found ? Response.json(found.body) : problemAnswer(found.problem);
  };
}

/** Open, and without a word. */
function quietStream(): Response {
  return new Response(new ReadableStream(), { headers: { 'content-type': 'text/event-stream' } });
}

function problemAnswer(code: ProblemCode): Response {
  const { status, title, remedy } = PROBLEMS[code];
  const type = `/problems/${code}`;
  return Response.json({ type, title, status, code, detail: remedy }, { status });
}
