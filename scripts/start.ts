// The whole product on this machine, with a client built from the present files.
import { flushCompileCache } from 'node:module';
import { tellProgress, USUALLY } from './progress.mjs';

await import('./build-client.ts');
const done = tellProgress('Starting', USUALLY.start);
await import('../packages/embedded/src/main.ts');
done();
// Also kept when this start does not end in order.
flushCompileCache();
