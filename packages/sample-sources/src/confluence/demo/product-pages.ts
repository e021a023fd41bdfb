import { personOf } from '../../company/people.ts';
import type { Random } from '../../company/random.ts';
import type { DraftPage } from './draft.ts';
import * as s from './storage.ts';

const FEATURES: readonly (readonly [
  name: string,
  problem: string,
  answer: string,
  measure: string,
])[] = [
  [
    'Tea subscription',
    'regulars reorder the same three teas every month',
    'a box every four weeks, to be changed until two days before',
    'share of customers who stay for six months',
  ],
  [
    'Gift wrapping',
    'one order in six is a gift, and the price is on the slip',
    'paper, card and a slip without prices for 2.90 euros',
    'orders with a card in December',
  ],
  [
    'Taste profile',
    'newcomers do not know what “umami” means',
    'five questions, then three samples',
    'second order within 60 days',
  ],
  [
    'Click and collect',
    'parcels are missed by people who work',
    'pick up in 14 shops within two hours',
    'orders picked up on the same day',
  ],
  [
    'Allergen filter',
    'jasmine with nuts was bought by somebody who must not',
    'a filter that hides, not only marks',
    'returns because of allergens: zero',
  ],
  [
    'Guest checkout',
    'a third leaves when asked for an account',
    'pay with an e-mail address only',
    'finished checkouts',
  ],
  [
    'Back-in-stock mail',
    'first flush sells out in four days',
    'one mail, in the order of asking',
    'mails that end in an order',
  ],
  [
    'Loose weight order',
    'restaurants need 1.35 kg, not tins',
    'any weight in steps of 50 g',
    'orders above 1 kg',
  ],
  [
    'Brewing timer',
    'people let sencha steep for five minutes',
    'a timer on the tin’s QR code',
    'scans per tin',
  ],
  [
    'Returns without printer',
    'nobody owns a printer any more',
    'a QR code that the parcel shop reads',
    'calls about returns',
  ],
  [
    'Dark mode',
    'the shop is open at night, too',
    'follows the system, keeps photos as they are',
    'visits after 22:00',
  ],
  [
    'Invoice payment for companies',
    'offices cannot pay by card',
    'invoice after a credit check, 14 days',
    'open invoices after 30 days',
  ],
];

/** Brief, interviews and release note of each feature of the shop. */
export function productPages(random: Random): DraftPage[] {
  return FEATURES.flatMap((feature, index) => [
    brief(feature, random),
    interviews(feature, random),
    release(feature, index, random),
  ]);
}

type Feature = (typeof FEATURES)[number];

function brief([name, problem, answer, measure]: Feature, random: Random): DraftPage {
  return {
    space: 'PROD',
    parent: 'Briefs',
    title: `Brief: ${name}`,
    labels: ['brief'],
    author: personOf('Product'),
    body: [
      s.paragraph(`${s.status('decided', 'Green')} by ${s.mention(personOf('Product').accountId)}`),
      s.heading('Problem'),
      s.paragraph(`Customers tell us: ${s.escapeXml(problem)}.`),
      s.heading('What we build'),
      s.paragraph(`${s.escapeXml(answer)}. Nothing more in the first version.`),
      s.heading('How we know that it works'),
      s.table(
        ['Measure', 'Today', 'Goal'],
        [[s.escapeXml(measure), `${4 + random.int(20)} %`, `${30 + random.int(30)} %`]],
      ),
      s.tasks([
        { text: 'legal has read it', isDone: random.int(2) === 0 },
        { text: 'support knows what to answer', isDone: false },
      ]),
      s.image('sketch.png', `Sketch of ${name}`),
    ],
  };
}

function interviews([name, problem]: Feature, random: Random): DraftPage {
  const places = random.some(['Utrecht', 'Łódź', 'Málaga', 'Hamburg', 'Gent', '京都'], 3);
  return {
    space: 'PROD',
    parent: `Brief: ${name}`,
    title: `${name}: what customers said`,
    labels: ['research'],
    author: personOf('Product'),
    body: [
      s.paragraph(`Five talks of 30 minutes with customers from ${places.join(', ')}.`),
      s.nestedBullets([
        [
          'Heard often',
          [s.escapeXml(problem), 'price matters less than arriving before the weekend'],
        ],
        [
          'Heard once',
          [
            '“I would buy more if the tins were smaller.”',
            '“My mother reads the leaflet, I read the website.”',
          ],
        ],
      ]),
      s.panel('panel', 'Two of five had not understood the old page at all.', 'Surprise'),
      s.paragraph('Recordings are deleted after 90 days.'),
    ],
  };
}

function release([name, , answer]: Feature, index: number, random: Random): DraftPage {
  return {
    space: 'PROD',
    parent: 'Release notes',
    title: `Release 2026.${10 + index}: ${name}`,
    labels: ['release-notes'],
    author: personOf('Storefront'),
    body: [
      s.panel('tip', `New: ${s.escapeXml(answer)}.`),
      s.heading('Also in this release'),
      s.bullets(
        random.some(
          [
            'the basket survives a change of device',
            'prices in Swiss francs',
            'pages load 180 ms faster',
            'screen readers read prices as prices',
            'the search understands “oolong” and “wulong”',
            'fewer cookies: two instead of nine',
          ],
          3,
        ),
      ),
      s.heading('Known problems'),
      s.paragraph(`On old tablets the menu covers the search. Planned for 2026.${11 + index}.`),
    ],
  };
}
