export * from './chaos-proxy.ts';
export * from './database.ts';
export * from './free-ports.ts';
export * from './own-broker.ts';
export * from './own-postgres.ts';
export * from './remove-queues.ts';
export * from './test-queue.ts';
export * from './wait-for.ts';
