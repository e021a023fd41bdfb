// Whether the service in this container is ready: the app or the connector, whichever it is.
const addresses = [
  `http://127.0.0.1:${process.env.PORT || 3000}/api/health/ready`,
  `http://127.0.0.1:${process.env.PORT || 3001}/health/ready`,
];
const answers = await Promise.all(
  addresses.map((address) =>
    fetch(address, { signal: AbortSignal.timeout(4_000) }).then(
      ({ status }) => status === 200,
      () => false,
    ),
  ),
);
process.exit(answers.includes(true) ? 0 : 1);
