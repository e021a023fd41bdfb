// The whole product on this machine, with a client built from the present files.
await import('./build-client.ts');
await import('../packages/embedded/src/main.ts');
