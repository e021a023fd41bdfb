/** Thrown by a converter that knows why there is no text: the reason is a sentence of ours. */
export class Unreadable extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'Unreadable';
  }
}

export const DAMAGED = 'The file is damaged, encrypted, or not of the kind that its name says.';
