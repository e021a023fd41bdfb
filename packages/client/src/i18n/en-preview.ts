/** What a sync would do. */
export const enPreview = {
  preview: {
    title: 'What would a sync do?',
    look: 'Preview a sync',
    explanation: 'Looks at the source and counts. Nothing is written.',
    running: 'Looking… {documents} so far',
    runningOf: 'Looking… {seen, number} of {documents}',
    waiting: 'The source asked us to wait; going on at {time}.',
    none: 'A sync would change nothing.',
    ended: 'The preview ended before it had found anything.',
    sentence: 'A sync would {changes} {noun}.',
    partial:
      'The source is large, so the preview stopped after a few minutes: there are at least so many. What would be removed is not known.',
    held: 'So many removals would stop the sync, and you would be asked.',
    failed: '{count, number} could not be read.',
    places: 'Changes by place',
    place: 'Where',
    noPlace: 'Elsewhere',
    added: 'Added',
    changed: 'Changed',
    removed: 'Removed',
    examples: 'For example',
  },
} as const;
