import { createHash, type Hash } from 'node:crypto';
import type { Channel } from 'rabbitmq-client';

/** What is kept of a body that is too large. */
export type LargeBody = { size: number; sha256: string };

export type RawBodies = {
  /** What is known of a body that was too large to be kept; undefined when it was kept. */
  takeLarge: (deliveryTag: number) => LargeBody | undefined;
};

/** The parts of rabbitmq-client 5.0.8 that this depends on; a test fails when they change. */
type Internals = {
  _onHeader: (frame: { bodySize: number; fields: { contentEncoding?: string } }) => void;
  _onBody: (frame?: { payload: Buffer }) => void;
  _state: { incoming?: { methodFrame: { params: { deliveryTag?: number } } } };
};

const NOTHING = Buffer.alloc(0);

/**
 * Delivers bodies as the bytes that were sent. By itself the client parses every JSON body,
 * whatever its size, and loses duplicate keys on the way. Of a body above `maxBytes` nothing is
 * kept but size and hash, so that a 64 MiB message costs no memory.
 */
export function keepBodiesRaw(channel: Channel, maxBytes: number): RawBodies {
  const internals = channel as unknown as Internals;
  const { _onHeader: onHeader, _onBody: onBody } = internals;
  const large = new Map<number, LargeBody>();
  let current: { tag: number; size: number; hash: Hash } | undefined;

  internals._onHeader = (frame) => {
    // With an encoding the client leaves the body alone.
    frame.fields.contentEncoding ??= 'identity';
    const tag = internals._state.incoming?.methodFrame.params.deliveryTag;
    current =
      frame.bodySize > maxBytes && tag !== undefined
        ? { tag, size: frame.bodySize, hash: createHash('sha256') }
        : undefined;
    if (current) large.set(current.tag, { size: current.size, sha256: '' });
    onHeader.call(channel, frame);
  };
  internals._onBody = (frame) => {
    if (current && frame) {
      current.hash.update(frame.payload);
      frame.payload = NOTHING;
    }
    onBody.call(channel, frame);
    if (!current || internals._state.incoming) return;
    large.set(current.tag, { size: current.size, sha256: current.hash.digest('hex') });
    current = undefined;
  };

  return {
    takeLarge: (tag) => {
      const found = large.get(tag);
      large.delete(tag);
      return found;
    },
  };
}
