/** Things that were opened and must be closed, the last one first. */
export type Resources = {
  add: (name: string, close: () => Promise<unknown> | unknown) => void;
  /** Closes all, also when one of them fails, and then throws what failed. */
  close: () => Promise<void>;
};

export function openResources(): Resources {
  const opened: { name: string; close: () => Promise<unknown> | unknown }[] = [];
  let closing: Promise<void> | undefined;

  async function closeAll() {
    const failures: Error[] = [];
    for (const { name, close } of opened.toReversed()) {
      try {
        await close();
      } catch (error) {
        failures.push(new Error(`closing ${name} failed`, { cause: error }));
      }
    }
    if (failures.length > 0) throw new AggregateError(failures, 'not everything could be closed');
  }

  return {
    add: (name, close) => {
      opened.push({ name, close });
    },
    close: () => {
      closing ??= closeAll();
      return closing;
    },
  };
}
