import { alert, type Service } from './service.ts';

export const SHOP_SERVICES: readonly Service[] = [
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
];
