// The whole product on this machine, with a client built from the present files.
import { tellProgress, USUALLY } from './progress.mjs';

await import('./build-client.ts');
const done = tellProgress('Starting', USUALLY.start);
await import('../packages/embedded/src/main.ts');
done();
