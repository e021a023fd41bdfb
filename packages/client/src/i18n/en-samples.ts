/** Trying the product with sample sources, from the page of data sources. */
export const enSamples = {
  samples: {
    title: 'Only looking around?',
    text: 'A made-up company runs beside this app, with {names}. One click proves access to all of it and reads it, in the steps that a real source takes.',
    connect: 'Try with sample data',
    goOn: 'Go on with the sample data',
    running: 'Connecting…',
    runningTitle: 'Connecting the sample data',
    runningText: 'You can visit other pages meanwhile; only keep this tab open.',
    readyTitle: 'The sample data is ready',
    partlyTitle: '{ready, number} of {total, number} samples are ready',
    readyText:
      'Everybody finds only what they could open at the source. The samples do not know you, so you find what is open to all.',
    search: 'Search the documents',
    otherEyes:
      'The samples know these two people, who find other documents than you and than each other. Sign out to come back as yourself.',
    putAway: 'Put the sample data away',
    list: 'Sample data',
    said: '{ready, number} of {total, number} samples are ready',
    tryOne: 'Try the sample',
    states: {
      open: 'not connected yet',
      checking: 'checking access…',
      proven: 'access is proven',
      chosen: 'access is proven, nothing read yet',
      reading: 'reading…',
      waitsForTurn: 'waits for its turn',
      readSoFar: 'reading, {documents} so far',
      readOf: 'reading, {done, number} of {documents}',
      permissions: 'reading who may open what…',
      ready: 'ready, {documents}',
      refused: 'could not be connected: {problem}',
      failed: 'could not be read: {problem}',
    },
  },
} as const;
