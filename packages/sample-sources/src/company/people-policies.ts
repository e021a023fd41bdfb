import { type Policy, policy } from './policy.ts';

export const PEOPLE_POLICIES: readonly Policy[] = [
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
];
