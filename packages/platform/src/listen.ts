import pg from 'pg';
import type { Log } from './log.ts';

export type Listener = {
  onNotification: (payload: string) => void;
  /** Called when the connection is back after a loss: notifications in between are gone. */
  onReconnected?: () => void;
};
export type Listen = (channel: string, listener: Listener) => Promise<() => Promise<void>>;

const FIRST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 3_000;
/** A half-open link is noticed by a statement that gets no answer. */
const PROBE_EVERY_MS = 5_000;
const PROBE_LIMIT_MS = 5_000;

/** All channels of a process over one connection of its own, which is opened again when it breaks. */
export function createListener(options: { url: string; log: Log }) {
  const { url, log } = options;
  const channels = new Map<string, Set<Listener>>();
  const current: { client?: pg.Client | undefined } = {};
  let connecting: Promise<void> | undefined;
  let closed = false;
  let probe: NodeJS.Timeout | undefined;

  async function connect() {
    const fresh = new pg.Client({
      connectionString: url,
      keepAlive: true,
      connectionTimeoutMillis: PROBE_LIMIT_MS,
      query_timeout: PROBE_LIMIT_MS,
      application_name: 'rita-listener',
    });
    fresh.on('error', () => lose(fresh));
    fresh.on('end', () => lose(fresh));
    fresh.on('notification', ({ channel, payload = '' }) => {
      for (const listener of channels.get(channel) ?? []) listener.onNotification(payload);
    });
    try {
      await fresh.connect();
      for (const channel of channels.keys()) await fresh.query(`listen ${quote(channel)}`);
    } catch (error) {
      await fresh.end().catch(() => {});
      throw error;
    }
    current.client = fresh;
    probe = setInterval(() => fresh.query('select 1').catch(() => lose(fresh)), PROBE_EVERY_MS);
    probe.unref();
  }

  /** Who begins to listen while the connection is opened again waits for that one. */
  function connectOnce(): Promise<void> {
    connecting ??= connect().finally(() => {
      connecting = undefined;
    });
    return connecting;
  }

  function lose(lost: pg.Client) {
    if (current.client !== lost) return;
    current.client = undefined;
    clearInterval(probe);
    void lost.end().catch(() => {});
    if (!closed) void reconnect();
  }

  async function reconnect() {
    log.warn({}, 'listening connection lost');
    for (let wait = FIRST_WAIT_MS; !closed; wait = Math.min(wait * 2, LONGEST_WAIT_MS)) {
      try {
        await connectOnce();
        break;
      } catch {
        await new Promise((resolve) => setTimeout(resolve, wait));
      }
    }
    if (closed) return;
    log.info({}, 'listening again');
    for (const listeners of channels.values()) {
      for (const listener of listeners) listener.onReconnected?.();
    }
  }

  const listen: Listen = async (channel, listener) => {
    const listeners = channels.get(channel) ?? new Set();
    channels.set(channel, listeners.add(listener));
    try {
      if (!current.client) await connectOnce();
      await current.client?.query(`listen ${quote(channel)}`);
    } catch (error) {
      listeners.delete(listener);
      throw error;
    }
    return async () => {
      listeners.delete(listener);
    };
  };

  return {
    listen,
    close: async () => {
      closed = true;
      clearInterval(probe);
      const last = current.client;
      current.client = undefined;
      await last?.end().catch(() => {});
    },
  };
}

function quote(channel: string): string {
  return `"${channel.replaceAll('"', '""')}"`;
}
