import { type Policy, policy } from './policy.ts';

export const SECURITY_AND_FINANCE_POLICIES: readonly Policy[] = [
  policy(
    ['SEC', 'Passwords and passkeys', 'Security'],
    'A stolen password must not be enough.',
    [
      'passkeys where they are offered, otherwise a password manager with 20 characters',
      'never the same secret twice',
      'hardware keys for administrators',
    ],
    [
      'I lost my hardware key.',
      'Call the security desk; the key is blocked at once and you get a code that lasts eight hours.',
    ],
  ),
  policy(
    ['SEC', 'Laptop', 'Security'],
    'A lost laptop is a nuisance, not an incident.',
    [
      'full disk encryption, checked every day',
      'screen lock after five minutes',
      'updates within seven days, critical ones within 48 hours',
      'no private cloud storage',
    ],
    ['My laptop was stolen.', 'Call +31 30 555 0199 at any hour. We wipe it from afar.'],
  ),
  policy(
    ['SEC', 'Access reviews', 'Security'],
    'Nobody keeps rights that are not needed any more.',
    [
      'owners of a system review its list every quarter',
      'rights that nobody confirms are taken away after 14 days',
      'leavers lose everything within an hour',
    ],
    [
      'How do I get access to a system?',
      'Ask in the service portal; the owner of the system decides, not IT.',
    ],
  ),
  policy(
    ['SEC', 'Incident response', 'Security'],
    'We speak up early, without blame.',
    [
      'report within 30 minutes, also when in doubt',
      'one incident lead, one writer, everybody else works',
      'customers are told within 24 hours, the authority within 72',
    ],
    [
      'When is it a breach of the GDPR?',
      'When personal data was seen, changed or lost. The data protection officer decides; you only report.',
    ],
  ),
  policy(
    ['SEC', 'Secrets in code', 'Security'],
    'A secret in a repository is a public secret.',
    [
      'secrets live in Vault and are read at start',
      'the pre-commit hook looks for 140 shapes of keys',
      'a secret that was pushed is rotated the same day, even in a private repository',
    ],
    ['I pushed a token. Now what?', 'Rotate first, then tell #security, then clean the history.'],
  ),
  policy(
    ['SEC', 'Phishing', 'Security'],
    'Everybody is fooled once; what counts is that we hear of it.',
    [
      'the button “Report” in the mail client sends it to us',
      'we never ask for a password or a code',
      'payments are never changed by mail',
    ],
    ['I clicked.', 'Unplug the network, call us, do not switch off.'],
  ),
  policy(
    ['SEC', 'Data classification', 'Security'],
    'Four classes tell how data is handled.',
    [
      'public, internal, confidential, strictly confidential',
      'customer addresses are confidential',
      'health and payroll data are strictly confidential and never leave their system',
    ],
    ['Which class is a price list?', 'Internal until it is published.'],
  ),
  policy(
    ['SEC', 'Backups', 'Security'],
    'A backup that was never restored is a hope.',
    [
      'three copies, two media, one of them outside',
      'a restore is practised every month and timed',
      'customer data: 35 days; ledger: 10 years',
    ],
    ['How long does a restore take?', 'The last one took 41 minutes for the shop database.'],
  ),
  policy(
    ['SEC', 'Third parties', 'Security'],
    'We know who holds our data.',
    [
      'every supplier with personal data has a contract and an entry in the register',
      'a questionnaire for new ones, a certificate for the large ones',
      'reviewed each year',
    ],
    ['May I try a new tool?', 'With made-up data, yes.'],
  ),
  policy(
    ['FIN', 'Expenses', 'Finance'],
    'You should not have to lend money to the company.',
    [
      'photo of the receipt within 30 days in Pleo',
      'meals with guests: names and reason on the receipt',
      'paid out every Thursday',
    ],
    ['I lost a receipt.', 'Fill in the replacement form, up to three times a year.'],
  ),
  policy(
    ['FIN', 'Purchasing', 'Finance'],
    'Two pairs of eyes for every euro above 1,000.',
    [
      'up to 1,000 euros: your team card',
      'up to 10,000: your lead and Finance',
      'above: three offers and the managing directors',
    ],
    ['How long does an order take?', 'Two working days when the form is complete.'],
  ),
  policy(
    ['FIN', 'Invoices', 'Finance'],
    'Invoices are paid in time, and only once.',
    [
      'to invoices@northwind-tea.example, as PDF or XRechnung',
      'the purchase order number is on it',
      'payment on the 10th and 25th of the month',
    ],
    [
      'A supplier asks where the money is.',
      'Look into the payment run of that day; the list is public to all leads.',
    ],
  ),
  policy(
    ['FIN', 'Month end', 'Finance'],
    'The books close on the fifth working day.',
    [
      'stock counted on the last day, after 18:00',
      'accruals above 500 euros by the second working day',
      'no bookings into a closed month',
    ],
    ['What if an invoice comes late?', 'It is booked into the new month with a note.'],
  ),
  policy(
    ['FIN', 'Budget', 'Finance'],
    'Leads plan once a year and look at it once a month.',
    [
      'planning in September, decided in November',
      'a quarter may be moved within the year',
      'travel and learning are separate',
    ],
    ['May I overspend?', 'Up to 5 % with a note, otherwise ask first.'],
  ),
  policy(
    ['FIN', 'Refunds to customers', 'Finance'],
    'Money goes back the way it came.',
    [
      'within 5 working days',
      'above 250 euros a second person confirms',
      'vouchers are never paid out in cash',
    ],
    [
      'The card of the customer has expired.',
      'The bank forwards it to the new card; if it comes back, we ask for an account.',
    ],
  ),
];
