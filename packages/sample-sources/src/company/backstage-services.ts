import { alert, type Service } from './service.ts';

export const BACKSTAGE_SERVICES: readonly Service[] = [
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
