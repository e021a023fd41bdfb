import type { SearchCase } from './search-cases.ts';

const english = (text: string) =>
  `This page is for everybody in the company who wants to know how we work together. ${text}`;
const german = (text: string) =>
  `Diese Seite ist für alle im Unternehmen, die wissen wollen, wie wir miteinander arbeiten. ${text}`;
const french = (text: string) =>
  `Cette page est pour tous ceux qui veulent savoir comment nous travaillons ensemble. ${text}`;

/** Forms that no rule brings to their word, spellings, and what is written as one word or as several. */
export const FORM_CASES: SearchCase[] = [
  {
    kind: 'irregular verbs',
    document: {
      body: english('The course was taught by Ada, who had written it and withdrew it.'),
    },
    finds: ['teach', 'teaching', 'who teaches', 'write', 'withdraw', 'taught', 'withdrawn'],
    misses: ['touch', 'wrath'],
  },
  {
    kind: 'irregular verbs',
    document: { body: english('Teach them to buy and to choose what breaks.') },
    finds: ['taught', 'bought', 'chosen', 'broken'],
    misses: ['brought', 'choir'],
  },
  {
    kind: 'irregular nouns',
    document: { body: english('Two women, their children, all criteria, indices and analyses.') },
    finds: ['woman', 'child', 'criterion', 'index', 'analysis', 'women', 'analyses'],
    misses: ['critic', 'chill'],
  },
  {
    kind: 'irregular forms that are words of their own',
    document: { body: english('The left column; what was found; he saw the roses.') },
    finds: ['left', 'found'],
    misses: ['parental leave', 'rise'],
  },
  {
    kind: 'spelling of either side of the ocean',
    document: {
      body: english(
        'Organisation of the colour catalogue; a cancelled licence of the centre; we analysed.',
      ),
    },
    finds: ['organization', 'color catalog', 'canceled license', 'center', 'analyzed', 'organise'],
    misses: ['origin', 'certain'],
  },
  {
    kind: 'spelling of either side of the ocean',
    document: { body: english('The behavior of labor programs is analyzed at the theater.') },
    finds: ['behaviour', 'labour programme', 'analysed', 'theatre'],
  },
  {
    kind: 'German participles',
    document: {
      body: german('Gekündigt, geprüft, gesperrt, beantragt, genehmigt, abgerechnet, installiert.'),
    },
    finds: [
      'kündigen',
      'prüfen',
      'sperren',
      'beantragen',
      'genehmigen',
      'abrechnen',
      'installieren',
    ],
    misses: ['künden', 'beanstanden'],
  },
  {
    kind: 'German participles',
    document: {
      body: german('Der Bericht wurde geschrieben und eingereicht, die Datei hochgeladen.'),
    },
    finds: ['Bericht schreiben', 'einreichen', 'Datei hochladen', 'schrieb'],
    misses: ['reisen'],
  },
  {
    kind: 'German nouns that look like participles',
    document: { body: german('Die Gerichte, Gewichte und Gehälter; ein Gerät.') },
    finds: ['Gericht', 'Gewicht', 'Gehalt', 'Geräte'],
    misses: ['rufen'],
  },
  {
    kind: 'German forms of people',
    document: { body: german('Ein Mitarbeiter fragt.') },
    finds: ['Mitarbeiterinnen', 'Mitarbeitern'],
  },
  {
    kind: 'two words or one',
    document: { body: english('A datacenter needs a followup.') },
    finds: ['data center', 'follow up', 'the data center'],
    misses: ['center', 'data centre'],
  },
  {
    kind: 'telephone numbers',
    document: { body: english('Call +49 30 1234567 or (040) 765-4321.') },
    finds: ['+49301234567', '+49 30 1234567', '0407654321', '040 7654321', '1234567'],
    misses: ['0301234567', '+49301234568'],
  },
  {
    kind: 'telephone numbers',
    document: { body: english('Call +49301234567.') },
    finds: ['+49 30 1234567', '+49 30 123 45 67', '+49 (30) 1234567'],
    misses: ['+49 30 1234568', '49 30'],
  },
  {
    kind: 'dates',
    document: { body: english('Due on 01.03.2026, or on 5.12.2026.') },
    finds: ['1.3.2026', '01.03.2026', '05.12.2026'],
    misses: ['1.30.2026', '10.3.2026'],
  },
  {
    kind: 'articles that are written to the next word',
    document: { body: french('Une entreprise à Paris, en avril.') },
    finds: ["l'entreprise", 'l’entreprise', "d'avril"],
    misses: ["l'avenir"],
  },
];
