export type Service = {
  name: string;
  team: string;
  purpose: string;
  language: string;
  store: string;
  needs: readonly string[];
  port: number;
  alerts: readonly { name: string; means: string; cause: string; fix: string }[];
};

const alert = (name: string, means: string, cause: string, fix: string) => ({
  name,
  means,
  cause,
  fix,
});

export const SERVICES: readonly Service[] = [
  {
    name: 'payments-api',
    team: 'Payments',
    language: 'kotlin',
    store: 'PostgreSQL 17',
    port: 8081,
    purpose: 'takes card, PayPal and invoice payments and books them into the ledger',
    needs: ['ledger-worker', 'fraud-check'],
    alerts: [
      alert(
        'PaymentsErrorRateHigh',
        'more than 2 % of payments fail for five minutes',
        'the card provider rejects our client certificate after it was rotated',
        'roll back the certificate secret and restart the pods one after another',
      ),
      alert(
        'PaymentsQueueGrowing',
        'more than 5,000 bookings wait for the ledger',
        'ledger-worker holds a lock on an old batch',
        'release the batch with the admin command below and watch the queue drain',
      ),
    ],
  },
  {
    name: 'ledger-worker',
    team: 'Payments',
    language: 'kotlin',
    store: 'PostgreSQL 17',
    port: 8082,
    purpose: 'writes every booking twice, once for us and once for the auditors',
    needs: ['payments-api'],
    alerts: [
      alert(
        'LedgerOutOfBalance',
        'debit and credit of a day differ',
        'a refund was booked while the day was being closed',
        'open the day again, let the worker book the refund, close the day',
      ),
      alert(
        'LedgerBatchStuck',
        'a batch is older than 30 minutes',
        'the pod was killed between the two writes',
        'run the repair job, which is safe to run twice',
      ),
    ],
  },
  {
    name: 'checkout-web',
    team: 'Storefront',
    language: 'typescript',
    store: 'Redis 8',
    port: 3000,
    purpose: 'is the basket and the checkout that customers see',
    needs: ['payments-api', 'catalog-api'],
    alerts: [
      alert(
        'CheckoutSlow',
        'the 95th percentile of the pay button is above 1.5 seconds',
        'the address lookup of the parcel service answers slowly',
        'switch the flag checkout.address-lookup to off; customers then type the street themselves',
      ),
      alert(
        'BasketLost',
        'baskets are empty after sign-in',
        'Redis evicted sessions because its memory was full',
        'raise maxmemory and clear the preview sessions',
      ),
    ],
  },
  {
    name: 'catalog-api',
    team: 'Storefront',
    language: 'go',
    store: 'PostgreSQL 17',
    port: 8090,
    purpose: 'knows all 2,400 teas, their harvests, prices and allergens',
    needs: ['image-resizer'],
    alerts: [
      alert(
        'CatalogStale',
        'the newest price is older than a day',
        'the nightly import found a file with a different separator',
        'fix the separator in the import settings and start the import by hand',
      ),
      alert(
        'CatalogPodRestarts',
        'pods restart more than three times an hour',
        'the allergen table no longer fits in the memory limit',
        'raise the memory limit to 768 MiB',
      ),
    ],
  },
  {
    name: 'search-indexer',
    team: 'Data',
    language: 'python',
    store: 'OpenSearch 3',
    port: 8100,
    purpose: 'keeps the shop search up to date with the catalog',
    needs: ['catalog-api'],
    alerts: [
      alert(
        'SearchIndexBehind',
        'changes take longer than 15 minutes to be found',
        'a bulk price change filled the queue',
        'double the number of workers until the queue is empty',
      ),
      alert(
        'SearchClusterYellow',
        'replicas are missing',
        'a node ran out of disk',
        'remove snapshots older than 14 days and wait for the replicas',
      ),
    ],
  },
  {
    name: 'warehouse-sync',
    team: 'Logistics',
    language: 'python',
    store: 'PostgreSQL 17',
    port: 8110,
    purpose: 'exchanges stock levels and parcels with the warehouse in Rotterdam',
    needs: ['catalog-api', 'label-printer'],
    alerts: [
      alert(
        'StockMismatch',
        'our stock differs from the warehouse by more than 1 %',
        'a stocktake file arrived twice',
        'replay the stocktake of that day with the flag --replace',
      ),
      alert(
        'SftpRefused',
        'the warehouse refuses our file transfer',
        'their host key changed',
        'ask the warehouse for the new fingerprint by phone, then pin it',
      ),
    ],
  },
  {
    name: 'label-printer',
    team: 'Logistics',
    language: 'go',
    store: 'none',
    port: 8111,
    purpose: 'makes parcel labels and customs forms',
    needs: ['warehouse-sync'],
    alerts: [
      alert(
        'LabelsRejected',
        'the parcel service rejects labels',
        'the weight of a bundle is missing',
        'enter the weight in the catalog and print the parcels again',
      ),
    ],
  },
  {
    name: 'image-resizer',
    team: 'Platform',
    language: 'rust',
    store: 'object storage',
    port: 8120,
    purpose: 'cuts product photos to size and turns them into AVIF',
    needs: [],
    alerts: [
      alert(
        'ResizerMemory',
        'memory stays above 90 %',
        'somebody uploaded a panorama of 400 megapixels',
        'remove the upload and keep the limit of 60 megapixels',
      ),
    ],
  },
  {
    name: 'identity',
    team: 'Platform',
    language: 'go',
    store: 'PostgreSQL 17',
    port: 8070,
    purpose: 'signs customers and employees in, with passkeys first',
    needs: [],
    alerts: [
      alert(
        'SignInFailures',
        'more than one in ten sign-ins fails',
        'the clock of a node is more than 30 seconds off, so codes do not match',
        'restart chrony on that node and drain it if it drifts again',
      ),
      alert(
        'KeyRotationOverdue',
        'the signing key is older than 90 days',
        'the rotation job was paused during a freeze',
        'resume the job; both keys are valid for a day',
      ),
    ],
  },
  {
    name: 'fraud-check',
    team: 'Data',
    language: 'python',
    store: 'Redis 8',
    port: 8130,
    purpose: 'gives every order a risk score within 200 milliseconds',
    needs: ['identity'],
    alerts: [
      alert(
        'FraudModelOld',
        'the model is older than 30 days',
        'the training job lacked rights on the new bucket',
        'give the job read access and start it by hand',
      ),
    ],
  },
  {
    name: 'notification-hub',
    team: 'Support',
    language: 'typescript',
    store: 'RabbitMQ 4',
    port: 8140,
    purpose: 'sends order mails, text messages and push messages in eleven languages',
    needs: ['identity'],
    alerts: [
      alert(
        'MailBounces',
        'more than 3 % of mails bounce',
        'our sender address is on a block list',
        'ask for removal with the form of the list and slow the campaign down',
      ),
      alert(
        'TemplatesMissing',
        'a template has no text in a language',
        'the translation was merged after the release',
        'fall back to English and release again',
      ),
    ],
  },
  {
    name: 'reporting',
    team: 'Data',
    language: 'sql',
    store: 'DuckDB and Parquet',
    port: 8150,
    purpose: 'builds the numbers that finance and the board see every morning at 06:30',
    needs: ['ledger-worker', 'warehouse-sync'],
    alerts: [
      alert(
        'MorningReportLate',
        'the report is not there at 06:45',
        'the ledger closed the day late',
        'start the report by hand as soon as the ledger is closed',
      ),
    ],
  },
];
