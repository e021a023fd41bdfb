/** Something that tests need from outside, and how to be rid of it. */
export type Service = {
  url: string;
  /** Where it came from, for the output: “given”, “Docker”, “/usr/lib/postgresql/15/bin”. */
  origin: string;
  stop: () => Promise<void>;
};

/** Says what somebody has to install; shown without a stack. */
export class MissingService extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'MissingService';
  }
}
