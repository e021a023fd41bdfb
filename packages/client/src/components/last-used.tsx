import { RelativeTime } from './ui/relative-time.tsx';

type LastUsedProps = {
  at: string | null;
  words: { neverUsed: string; lastUsed: (values: { when: string }) => string };
};

/** When something that gives access was used last. */
export function LastUsed({ at, words }: LastUsedProps) {
  if (at === null) return words.neverUsed;
  return <RelativeTime at={at} say={words.lastUsed} />;
}
