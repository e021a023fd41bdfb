import { PROBLEMS, type ProblemCode } from '@rita/contracts';

/**
 * What the app says to a call; `for ever` never answers, one that is `away` cannot be reached, and a stream
 * that `breaks off` is heard once before it cannot be reached either.
 */
export type Answer =
  | { body: unknown }
  | { problem: ProblemCode }
  | 'for ever'
  | 'away'
  | 'breaks off';
/**
 * By method and path, ids as `:id`: `GET /api/data-sources/:id/runs`. What is searched for by one word has an
 * answer of its own: `GET /api/documents?query=coffee`.
 */
export type Answers = Readonly<Record<string, Answer>>;

export const answer = (body: unknown): Answer => ({ body });

const ID = /\/[0-9a-f-]{36}(?=\/|$)/g;

/** From now on the page gets these answers instead of calling anybody. */
export function answerInstead(answers: Answers): void {
  let wasHeard = false;
  globalThis.fetch = async (input, init) => {
    const { pathname, searchParams } = new URL(String(input), location.href);
    const call = `${init?.method ?? 'GET'} ${pathname.replaceAll(ID, '/:id')}`;
    const found = answers[`${call}?query=${searchParams.get('query')}`] ?? answers[call];
    const isGone = found === 'away' || (found === 'breaks off' && wasHeard);
    if (isGone) throw new TypeError('Failed to fetch');
    if (found === 'breaks off') {
      wasHeard = true;
      return stream((controller) => {
        controller.enqueue(new TextEncoder().encode(':\n\n'));
        controller.close();
      });
    }
    // Open, and without a word.
    if (call === 'GET /api/events') return stream(() => {});
    if (found === undefined) throw new Error(`The gallery has no answer to ${call}`);
    if (found === 'for ever') return new Promise(() => {});
    return 'body' in found ? Response.json(found.body) : problemAnswer(found.problem);
  };
}

function stream(
  start: (controller: ReadableStreamDefaultController<Uint8Array>) => void,
): Response {
  const body = new ReadableStream({ start });
  return new Response(body, { headers: { 'content-type': 'text/event-stream' } });
}

function problemAnswer(code: ProblemCode): Response {
  const { status, title, remedy } = PROBLEMS[code];
  const type = `/problems/${code}`;
  const request_id = '0b6f7a52-9c1e-4f43-8a5d-2f1c7e90d3ab';
  return Response.json({ type, title, status, code, detail: remedy, request_id }, { status });
}
