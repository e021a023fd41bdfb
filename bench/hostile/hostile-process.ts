import { constants, setPriority } from 'node:os';
import { startSampleConfluence } from '@rita/sample-sources';
import { hostileSite } from './hostile-site.ts';

// A process of its own, so that neither its memory nor its time counts for the connector. A source
// stands on another machine, so it gives way on this one.
setPriority(constants.priority.PRIORITY_LOW);
const content = hostileSite();
const { url, settings, credentials } = await startSampleConfluence({ content });
process.send?.({ url, settings, credentials, documents: content.content.length });
