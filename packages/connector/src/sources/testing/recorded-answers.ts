import { onlyOnce } from '../../egress/only-once.ts';
import type { SourceAnswer, SourceHttp, SourceRequest } from '../../egress/source-http.ts';

export type RecordedAnswer = { key: string; request: SourceRequest; answer: SourceAnswer };

export type RecordedAnswers = {
  /** In the order in which they came. */
  list: RecordedAnswer[];
  /** Asks the source what was not asked before, and remembers it. */
  through: (http: SourceHttp) => SourceHttp;
};

/** What a sample server answers, so that hundreds of syncs ask it only once. */
export function createRecordedAnswers(): RecordedAnswers {
  const list: RecordedAnswer[] = [];
  const byKey = new Map<string, Promise<SourceAnswer>>();
  return {
    list,
    through: (http) => ({
      send: async (request) => {
        const key = keyOf(request);
        for (let known = byKey.get(key); known; known = byKey.get(key)) {
          const answer = await known.catch(() => undefined);
          if (answer) return answer;
          // Whoever asked ended meanwhile, and its calls with it: that is no answer of the source.
          if (byKey.get(key) === known) byKey.delete(key);
        }
        const asked = http
          .send(request)
          .then(shared)
          .then((answer) => {
            list.push({ key, request, answer });
            return answer;
          });
        byKey.set(key, asked);
        return asked;
      },
    }),
  };
}

/** The same for all who read it: it is taken apart once, and nobody may change it. */
function shared(answer: SourceAnswer): SourceAnswer {
  return {
    ...answer,
    text: onlyOnce(answer.text),
    json: onlyOnce(() => frozen(answer.json())),
  };
}

function frozen(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  for (const inner of Object.values(value)) frozen(inner);
  return Object.freeze(value);
}

/** What tells one question from another; headers do not. */
export function keyOf({ method, url, body }: SourceRequest): string {
  const text = body instanceof URLSearchParams ? body.toString() : JSON.stringify(body ?? null);
  return `${method ?? 'GET'} ${String(url)} ${text}`;
}

/** The value of an answer in JSON; undefined where it holds none. */
export function jsonOf(answer: SourceAnswer): unknown {
  if (answer.status >= 300) return undefined;
  try {
    return JSON.parse(answer.text());
  } catch {
    return undefined;
  }
}

/** The same answer with another content. */
export function answerWith(answer: SourceAnswer, json: unknown): SourceAnswer {
  const text = JSON.stringify(json);
  return {
    ...answer,
    body: Buffer.from(text),
    text: () => text,
    json: () => JSON.parse(text),
  };
}

/**
 * A question without what differs between two of a kind: ids, cursors, values of the query.
 * `GET /wiki/api/v2/pages/* ?body-format`
 */
export function nameOfCall({ method, url }: SourceRequest): string {
  const { pathname, searchParams } = new URL(url);
  const path = pathname
    .split('/')
    .map((part) => (/\d{2}|[0-9a-f]{16}|[!,]/i.test(part) ? '*' : part))
    .join('/');
  const names = [...new Set(searchParams.keys())].toSorted().join('&');
  return `${method ?? 'GET'} ${path}${names ? ` ?${names}` : ''}`;
}
