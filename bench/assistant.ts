import { join } from 'node:path';
import { startAssistantBuild } from './assistant/build.ts';
import { callTool } from './assistant/call-tool.ts';
import { askEach, askOnce, type Request } from './list/ask-for.ts';
import { optionOf } from './option-of.ts';
import { askBare } from './search/bare.ts';
import { QUERIES } from './search/corpus.ts';
import { type Line, median, percentile, printTable } from './table.ts';

const ROOT = join(import.meta.dirname, '..');
const DOCUMENTS = 100_000;
const ROUNDS = 5;
const ROUND_MS = 3_000;
const CLIENTS = 4;
const GOALS = { ofBare: 1.3, ofBase: 3, ofRest: 0.5 };

const QUESTIONS = Object.values(QUERIES).flat();

/**
 * What assistants get: searches by MCP beside the bare statement and beside the list of documents of
 * an older build (`--base /path/to/checkout`), and what MCP costs beside the same route by REST.
 * What is found is told by `search`, mirrors of the documents by `feed`. With `--copies 10` ten documents each are
 * alike, so that indexing 100,000 takes minutes.
 */
export async function benchAssistant(): Promise<boolean> {
  const base = optionOf('--base');
  const documents = Number(optionOf('--documents') ?? DOCUMENTS);
  const copies = Number(optionOf('--copies') ?? 1);
  const data = { documents, copies };
  const stops: (() => Promise<unknown>)[] = [];
  try {
    const ours = await startAssistantBuild({ root: ROOT, ...data, isIndexed: true }, stops);
    const theirs =
      base === undefined
        ? undefined
        : await startAssistantBuild({ root: base, ...data, isIndexed: false }, stops);
    const lines = [await measureOverhead(ours), await measureSearch(ours)];
    if (theirs) lines.push(await measureBeside(ours, theirs));
    return printTable(lines);
  } finally {
    for (const stop of stops.toReversed()) await stop();
  }
}

type Build = Awaited<ReturnType<typeof startAssistantBuild>>;

const searchByMcp = ({ url, key }: Build, query: string) => callTool(url, key, 'search', { query });

/** What a person sees who looks for documents. */
function searchByRest({ url, user }: Build, query: string): Request {
  const address = `${url}/api/documents?query=${encodeURIComponent(query)}&limit=25`;
  return { url: address, headers: { cookie: user.cookie } };
}

async function measureOverhead(build: Build): Promise<Line> {
  const rest = {
    url: `${build.url}/api/data-sources`,
    headers: { authorization: `Bearer ${build.key}` },
  };
  const mcp = callTool(build.url, build.key, 'list_sources', {});
  const { first, second } = await inTurns([() => mcp], [() => rest]);
  const share = first / second;
  return {
    name: `list_sources by MCP, ${CLIENTS} clients`,
    measured: `${first.toFixed(0)} a second (${share.toFixed(2)})`,
    floor: `${second.toFixed(0)} by REST`,
    goal: `≥ ${GOALS.ofRest} of REST`,
    isKept: share >= GOALS.ofRest,
  };
}

async function measureSearch(build: Build): Promise<Line> {
  const taken: number[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const query of QUESTIONS) {
      const startedAt = performance.now();
      await askOnce(searchByMcp(build, query));
      // The first round warms up.
      if (round > 0) taken.push(performance.now() - startedAt);
    }
  }
  const bare: number[] = [];
  await askBare(build.databaseUrl, build.tenantId, (_, ms) => bare.push(ms));
  const [p95, floor] = [percentile(taken, 95), percentile(bare, 95)];
  return {
    name: `search by MCP among ${build.documents} documents, p95`,
    measured: `${p95.toFixed(0)} ms (p50 ${median(taken).toFixed(0)})`,
    floor: `${floor.toFixed(0)} ms (p50 ${median(bare).toFixed(0)})`,
    goal: `≤ ${GOALS.ofBare} × the bare statement`,
    isKept: p95 <= floor * GOALS.ofBare,
  };
}

async function measureBeside(ours: Build, theirs: Build): Promise<Line> {
  const { first, second } = await inTurns(
    QUESTIONS.map((query) => () => searchByMcp(ours, query)),
    QUESTIONS.map((query) => () => searchByRest(theirs, query)),
  );
  const times = first / second;
  return {
    name: `searches by MCP, ${CLIENTS} clients`,
    measured: `${first.toFixed(1)} a second (${times.toFixed(1)} ×)`,
    floor: `${second.toFixed(1)} by REST of the older build`,
    goal: `≥ ${GOALS.ofBase} ×`,
    isKept: times >= GOALS.ofBase,
  };
}

/** Both in turns, each client with one question after the other; medians of answers a second. */
async function inTurns(first: readonly (() => Request)[], second: readonly (() => Request)[]) {
  const rates = { first: [] as number[], second: [] as number[] };
  for (let round = 0; round <= ROUNDS; round += 1) {
    const measured = {
      first: await askEach(clientsOf(first), ROUND_MS),
      second: await askEach(clientsOf(second), ROUND_MS),
    };
    if (round === 0) continue;
    rates.first.push(measured.first.perSecond);
    rates.second.push(measured.second.perSecond);
  }
  return { first: median(rates.first), second: median(rates.second) };
}

function clientsOf(questions: readonly (() => Request)[]): (() => Request)[] {
  let asked = 0;
  const next = () => (questions[asked++ % questions.length] as () => Request)();
  return Array.from({ length: CLIENTS }, () => next);
}
