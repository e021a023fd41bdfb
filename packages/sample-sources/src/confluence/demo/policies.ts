export type Policy = {
  space: 'HR' | 'SEC' | 'FIN';
  title: string;
  purpose: string;
  rules: readonly string[];
  owner: string;
  question: string;
  answer: string;
};

const policy = (
  [space, title, owner]: [Policy['space'], string, string],
  purpose: string,
  rules: readonly string[],
  [question, answer]: [string, string],
): Policy => ({ space, title, owner, purpose, rules, question, answer });

export const POLICIES: readonly Policy[] = [
  policy(
    ['HR', 'Vacation', 'People'],
    'Everybody rests at least once a year for two weeks in a row.',
    [
      '30 days a year, for part-time in proportion',
      'ask for it in Personio, your lead answers within three working days',
      'up to 5 days move to the next year and end on 31 March',
      'the last two weeks of November are closed for the warehouse team because of the Christmas season',
    ],
    [
      'What if I fall ill during vacation?',
      'Send a doctor’s note from the first day; these days are given back to you.',
    ],
  ),
  policy(
    ['HR', 'Sick leave', 'People'],
    'Who is ill stays in bed and is not asked to work.',
    [
      'tell your lead before 10:00, a short message is enough',
      'a doctor’s note from the fourth day',
      'children: 15 days a year for each parent',
    ],
    ['Do I lose vacation?', 'No.'],
  ),
  policy(
    ['HR', 'Parental leave', 'People'],
    'Both parents get time with a new child.',
    [
      '16 weeks at full pay for each parent, also after an adoption',
      'to be taken within 24 months, in up to three parts',
      'tell us eight weeks ahead where possible',
      'your role is kept for you',
    ],
    [
      'May I work part-time afterwards?',
      'Yes, for up to three years, with a way back to full time.',
    ],
  ),
  policy(
    ['HR', 'Working from home', 'People'],
    'Work where you work best, and meet often enough to know each other.',
    [
      'two days a week in Utrecht are customary, none are compulsory',
      'up to 40 working days a year from another country of the EU',
      '500 euros once for a desk and a chair',
      'customer data never on private devices',
    ],
    [
      'May I work from outside the EU?',
      'Up to 10 days, after a yes from Security, because some countries are on the export list.',
    ],
  ),
  policy(
    ['HR', 'Travel', 'People'],
    'We go by train where it takes less than six hours.',
    [
      'book through TravelPerk so that help finds you',
      'second class below three hours, first class above',
      'hotels up to 160 euros a night, in London and Zürich 220',
      'daily allowance 38 euros',
    ],
    ['Who approves flights?', 'Your lead, with one sentence why the train would not do.'],
  ),
  policy(
    ['HR', 'Learning budget', 'People'],
    'Everybody learns something new each year.',
    [
      '2,000 euros and five days a year',
      'conferences, courses and books count, hardware does not',
      'tell the others what you learned in a short talk',
    ],
    ['Does the budget move to the next year?', 'Half of it, once.'],
  ),
  policy(
    ['HR', 'Salary bands', 'People'],
    'Equal pay for equal work, and no haggling.',
    [
      'six bands, published to all employees in March',
      'reviewed every year against two market studies',
      'a change of band is decided by a panel of three, not by the lead alone',
    ],
    ['Where do I see my band?', 'In Personio, under “Compensation”.'],
  ),
  policy(
    ['HR', 'Referral bonus', 'People'],
    'Good people know good people.',
    ['1,500 euros after the trial period has ended', 'not for leads who hire for their own team'],
    ['Does it count for interns?', 'Yes, 400 euros.'],
  ),
  policy(
    ['HR', 'Code of conduct', 'People'],
    'We are kind, direct and honest, also when we disagree.',
    [
      'no jokes at the expense of others',
      'gifts above 40 euros are declared',
      'two people of trust outside the line, see the list of contacts',
    ],
    [
      'I saw something that is not right. Whom do I tell?',
      'Anybody you trust, or the anonymous form. Nobody is punished for a report made in good faith.',
    ],
  ),
  policy(
    ['HR', 'Bicycle leasing', 'People'],
    'We pay half of your leased bicycle.',
    ['up to 3,500 euros list price', 'contract for 36 months', 'insurance is included'],
    ['What happens when I leave?', 'You may take the contract over or give the bicycle back.'],
  ),
  policy(
    ['HR', 'Probation and feedback', 'People'],
    'Nobody is surprised at the end of the trial period.',
    [
      'talks after 2, 6 and 12 weeks, written down in Personio',
      'the trial period is six months',
      'a buddy from another team for the first eight weeks',
    ],
    ['Who is my buddy?', 'You find the name on your first-day page.'],
  ),
  policy(
    ['HR', 'Overtime', 'People'],
    'Overtime is the exception and is given back as time.',
    [
      'no more than 8 hours a month',
      'given back within eight weeks',
      'weekend releases count one and a half',
    ],
    ['Can it be paid instead?', 'Only when you leave.'],
  ),
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
