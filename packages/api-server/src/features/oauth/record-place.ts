import { createHash } from 'node:crypto';

/** What is looked up of a token or an id: 256 bits of chance need no slower digest. */
export function hashOfId(id: string): string {
  return createHash('sha256').update(id).digest('hex');
}

/** What a record is sealed for, so that none can be put in the place of another. */
export function placeOf(model: string, idHash: string): string {
  return `${model} ${idHash}`;
}
