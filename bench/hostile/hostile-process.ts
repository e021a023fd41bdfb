import { startSampleConfluence } from '@rita/sample-sources';
import { hostileSite } from './hostile-site.ts';

// A process of its own, so that neither its memory nor its time counts for the connector.
const content = hostileSite();
const { url, settings, credentials } = await startSampleConfluence({ content });
process.send?.({ url, settings, credentials, documents: content.content.length });
