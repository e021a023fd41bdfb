import { LIVE_EVENTS, type LiveEventName } from '@rita/contracts';
import { waitFor } from '@rita/test-kit';

// biome-ignore lint/suspicious/noExplicitAny: tests look into events of every shape
export type LiveEvent = { name: LiveEventName; data: any };

/** Reads `GET /api/events` as a browser does; each event is parsed by its contract. */
export async function openLiveReader(url: string, headers: Record<string, string>) {
  const controller = new AbortController();
  const response = await fetch(`${url}/api/events`, { headers, signal: controller.signal });
  const events: LiveEvent[] = [];
  const state = { text: '', isOver: false };
  void read(response, events, state).catch(() => {
    state.isOver = true;
  });
  const next = (name: LiveEventName, matches: (data: LiveEvent['data']) => boolean = () => true) =>
    waitFor(() => events.find((event) => event.name === name && matches(event.data)), {
      timeoutMs: 5_000,
      what: name,
    });
  return { response, events, state, next, stop: () => controller.abort() };
}

async function read(
  response: Response,
  events: LiveEvent[],
  state: { text: string; isOver: boolean },
) {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of response.body ?? []) {
    const text = decoder.decode(chunk, { stream: true });
    state.text += text;
    const frames = `${rest}${text}`.split('\n\n');
    rest = frames.pop() ?? '';
    for (const frame of frames) {
      const [, name, data] = /^event: (\w+)\ndata: (.*)$/.exec(frame) ?? [];
      if (name === undefined || data === undefined) continue;
      const schema = LIVE_EVENTS[name as LiveEventName];
      events.push({ name: name as LiveEventName, data: schema.parse(JSON.parse(data)) });
    }
  }
  state.isOver = true;
}
