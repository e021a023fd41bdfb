/** A document, what finds it, and what must not: kinds of words that people search for. */
export type SearchCase = {
  kind: string;
  document: { title?: string; body: string; url?: string };
  finds: string[];
  misses?: string[];
};

const nfd = (text: string) => text.normalize('NFD');

export const WORD_CASES: SearchCase[] = [
  {
    kind: 'singular and plural',
    document: { body: 'Every invoice is paid within thirty days.' },
    finds: ['invoices', 'invoice', 'paying invoices days'],
    misses: ['voice'],
  },
  {
    kind: 'forms',
    document: { body: 'The travel policy, Alle Rechnungen' },
    finds: ['policies', 'Rechnung'],
  },
  {
    kind: 'forms',
    document: { body: 'Encryption of running deployments' },
    finds: ['encrypted deployment', 'runs'],
  },
  {
    kind: 'sentence',
    document: {
      title: 'Holidays',
      body: 'Everybody has thirty holidays a year. Ask your lead before you book.',
    },
    finds: ['how many holidays do I have', 'How many holidays do I have?', 'the holidays'],
    misses: ['how many invoices do I have', 'parental leave rules'],
  },
  {
    kind: 'sentence in German',
    document: { body: 'Jeder Mitarbeiter hat dreißig Urlaubstage im Jahr.' },
    finds: ['wie viele Urlaubstage habe ich', 'Wie viele Urlaubstage hat ein Mitarbeiter?'],
  },
  { kind: 'compound', document: { body: 'Reisekostenabrechnung' }, finds: ['Abrechnung'] },
  {
    kind: 'compound',
    document: {
      body: 'Die Reisekostenabrechnung reichen Sie bitte bis zum Ende des Monats bei der Buchhaltung ein, zusammen mit allen Belegen und der Genehmigung.',
    },
    finds: ['Abrechnung', 'Reisekosten', 'Abrechnungen', 'Kosten', 'Reisekostenabrechnungen'],
    misses: ['Rechnungshof'],
  },
  {
    kind: 'compound',
    document: {
      body: 'Den Urlaubsantrag stellen Sie rechtzeitig bei der Personalabteilung, die ihn dann prüft und genehmigt oder auch ablehnt.',
    },
    finds: ['Antrag', 'Urlaub', 'Abteilung', 'Personal'],
  },
  {
    kind: 'umlauts',
    document: { body: 'Frau Müller wohnt in der Straße am Übergang' },
    finds: ['Mueller', 'Muller', 'MÜLLER', 'Strasse', 'strasse', 'Uebergang'],
  },
  {
    kind: 'accents',
    document: { body: 'Send your résumé' },
    finds: ['resume', 'résumé', 'RESUME'],
  },
  { kind: 'accents', document: { body: 'Office in São Paulo' }, finds: ['Sao Paulo', 'sao paulo'] },
  { kind: 'accents', document: { body: 'Ask Wójcik or Łukasz' }, finds: ['wojcik', 'lukasz'] },
  {
    kind: 'accents',
    document: { body: 'Smørrebrød på Ærø' },
    finds: ['smorrebrod', 'aero', 'Ærø'],
  },
  {
    kind: 'decomposed',
    document: { body: nfd('Übersicht') },
    finds: ['Übersicht', nfd('Übersicht')],
  },
  { kind: 'decomposed', document: { body: 'Übersicht' }, finds: [nfd('Übersicht'), 'ubersicht'] },
  {
    kind: 'hyphens',
    document: { body: 'Write an e-mail after the sign-up' },
    finds: [
      'email',
      'e-mail',
      'emails',
      'signup',
      'sign up',
      'sign-up',
      'sign-u',
      'e mail',
      'mail',
    ],
  },
  { kind: 'hyphens', document: { body: 'Write an email' }, finds: ['e-mail', 'E-Mail'] },
  {
    kind: 'Markdown within words',
    document: { body: 'Die **Kosten**stelle und `x`*y*z' },
    finds: ['Kostenstelle', 'Kosten', 'Stelle', 'kostens'],
  },
  { kind: 'soft hyphens', document: { body: 'Daten\u00ADschutz' }, finds: ['Datenschutz'] },
  { kind: 'zero width', document: { body: 'Daten\u200Bschutz' }, finds: ['Datenschutz', 'daten'] },
  {
    kind: 'identifiers',
    document: { body: 'Call `getUserById` of the HttpClientFactory with max_retry_count' },
    finds: [
      ...['UserById', 'ClientFactory', 'getUserById', 'getuserbyid', 'get user by id', 'user'],
      ...['max_retry_count', 'retry_count', 'retry count', 'httpclientfactory', 'getUserB'],
    ],
    misses: ['IdByUser'],
  },
  {
    kind: 'versions',
    document: { body: 'Released in 2.14.3' },
    finds: ['2.14', '2.14.3', 'v2.14.3', 'v2.14', '2.1', '2.14.'],
    misses: ['2.15', '3.14'],
  },
  {
    kind: 'versions',
    document: { body: 'TLSv1.3 over IPv4 is required' },
    finds: ['TLS 1.3', 'TLSv1.3', 'tls', 'IP', 'IPv4', 'ipv4'],
    misses: ['1.4'],
  },
  { kind: 'versions', document: { body: 'Needs v18.2.0-rc1' }, finds: ['18.2', '18.2.0', 'v18'] },
  {
    kind: 'numbers',
    document: { body: 'A budget of 1,250,000 euros' },
    finds: ['1250000', '1,250,000', '1.250.000', '1 250 000'],
    misses: ['1250001'],
  },
  {
    kind: 'numbers',
    document: { body: 'Ein Budget von 1.250.000,50 Euro' },
    finds: ['1250000', '1250000.50'],
  },
  {
    kind: 'numbers',
    document: { body: 'A loan of 12,34,567 rupees' },
    finds: ['1234567', '12,34,567'],
  },
  {
    kind: 'tickets',
    document: { body: 'See JIRA-1234.' },
    finds: ['JIRA 1234', 'JIRA-1234', 'jira1234', '1234'],
  },
  {
    kind: 'paths',
    document: { body: 'Edit `/etc/nginx/nginx.conf`, the client/server part, Mon/Fri' },
    finds: [
      'nginx',
      '/etc/nginx/nginx.conf',
      'nginx.conf',
      'server',
      'Fri',
      'client/server',
      'etc/nginx',
    ],
  },
  {
    kind: 'paths',
    document: { body: 'In C:\\\\Users\\\\Public\\\\notes.txt' },
    finds: ['notes.txt', 'Public', 'C:\\Users\\Public'],
  },
  {
    kind: 'addresses',
    document: { body: 'See https://wiki.example/display/ENG/Home for more' },
    finds: ['https://wiki.example/display/ENG/Home', 'wiki.example', 'display/ENG/Home'],
    misses: ['https://wiki.example/display/ENG/Other'],
  },
  {
    kind: 'own address',
    document: { body: 'Home', url: 'https://wiki.example/display/ENG/Start+here?pageId=4' },
    finds: [
      'https://wiki.example/display/ENG/Start+here?pageId=4',
      'https://wiki.example/display/ENG/Start+here/',
      'https://WIKI.example/display/ENG/Start+here',
    ],
    misses: ['https://wiki.example/display/ENG/Start', 'wiki'],
  },
  {
    kind: 'e-mail',
    document: { body: 'Write to jane.doe@acme-corp.example' },
    finds: ['acme-corp', 'jane doe', 'jane.doe@acme-corp.example', 'jane.doe', 'acmecorp'],
  },
  {
    kind: 'options',
    document: { body: 'Then `git commit -m "x"` and `kubectl get pods -A` with `--dry-run`' },
    finds: [
      'git commit -m "x"',
      'kubectl get pods -A',
      '--dry-run',
      'kubectl --dry-run',
      'dry run',
    ],
  },
  {
    kind: 'signs',
    document: { body: 'Written in C++ and .NET, partly C# and R&D' },
    finds: ['C++', 'c++', '.NET', '.net', 'C#', 'R&D'],
  },
  {
    kind: 'signs',
    document: { body: 'Vitamin C helps, as the net does, and F sharp' },
    finds: ['vitamin c'],
    misses: ['C++', '.NET', 'C#', 'F#'],
  },
  { kind: 'signs', document: { body: 'Built with C\\+\\+ and C\\#' }, finds: ['C++', 'C#'] },
  {
    kind: 'while typing',
    document: { body: 'On 2024-08-15 in foo.bar and hyphen-ated-words' },
    finds: ['2024-08-', '2024-08', '2024-0', 'foo.ba', 'foo.', 'hyphen-at', 'hyphen-', 'hyph'],
  },
  {
    kind: 'several kinds',
    document: { body: 'iPhone手机 and utf8, IPv4' },
    finds: ['手机', 'iphone', 'utf8', 'utf 8', 'ipv4'],
  },
  {
    kind: 'apostrophes',
    document: { body: "O'Reilly’s book, l’année dernière" },
    finds: ['oreilly', "O'Reilly", 'O’Reilly', 'annee'],
  },
  {
    kind: 'excluded',
    document: { body: 'zebra in the savannah with a big cat' },
    finds: ['zebra NOT lion', 'zebra -"big dog"', 'unicorn or zebra'],
    misses: ['zebra NOT savannah', 'zebra -"big cat"', 'unicorn zebra'],
  },
  {
    kind: 'phrases',
    document: { body: 'The zebra eats grass' },
    finds: ['"eats grass"', '“zebra eats”', '"zebra ea'],
    misses: ['"grass eats"', '"zebra grass"'],
  },
  {
    kind: 'words that say nothing',
    document: { body: 'to be or not to be' },
    finds: ['to be', '"to be or not to be"', 'to be or not to be'],
  },
  { kind: 'full width', document: { body: 'ＡＢＣ１２３ ﬁle' }, finds: ['abc123', 'file'] },
];
