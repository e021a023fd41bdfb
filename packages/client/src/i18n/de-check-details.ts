import type { enCheckDetails } from './en-check-details.ts';
import type { Translated } from './texts.ts';

export const deCheckDetails = {
  checkDetails: {
    'There was no page to try it with.': 'Es gab keine Seite, um es zu versuchen.',
    'There was no space to try it with.': 'Es gab keinen Bereich, um es zu versuchen.',
    'There was no file to try it with.': 'Es gab keine Datei, um es zu versuchen.',
    'There was no site to try it with.': 'Es gab keine Website, um es zu versuchen.',
    'There was no group to try it with.': 'Es gab keine Gruppe, um es zu versuchen.',
    'Read restrictions of pages are visible': 'Leseeinschränkungen von Seiten sind sichtbar',
    'Who may view a space is visible': 'Wer einen Bereich ansehen darf, ist sichtbar',
    'Who may use the site is visible': 'Wer die Website nutzen darf, ist sichtbar',
    'Who may read a file is visible': 'Wer eine Datei lesen darf, ist sichtbar',
    'Everybody with an account may use it': 'Alle mit einem Konto dürfen sie nutzen',
    'People are visible': 'Personen sind sichtbar',
    'People and their addresses are visible': 'Personen und ihre Adressen sind sichtbar',
    'People are visible; those who hide their address are found by Jira':
      'Personen sind sichtbar; wer seine Adresse verbirgt, wird über Jira gefunden',
    'People are visible, but no address is: nobody can be matched.':
      'Personen sind sichtbar, aber keine Adresse: Niemand lässt sich zuordnen.',
    'People, groups and roles are visible': 'Personen, Gruppen und Rollen sind sichtbar',
    'User criteria of knowledge bases are visible':
      'Benutzerkriterien von Wissensdatenbanken sind sichtbar',
    'Members of groups are visible': 'Mitglieder von Gruppen sind sichtbar',
    'Members of groups of sites are visible': 'Mitglieder von Gruppen der Websites sind sichtbar',
    'The site names no people.': 'Die Website nennt keine Personen.',
    'The site names no people with an account in use.':
      'Die Website nennt keine Personen mit einem aktiven Konto.',
    'The tenant names no people.': 'Das Verzeichnis nennt keine Personen.',
    'The tenant names no groups.': 'Das Verzeichnis nennt keine Gruppen.',
    'No page was found in the first spaces.': 'In den ersten Bereichen wurde keine Seite gefunden.',
    'No published article was found.': 'Es wurde kein veröffentlichter Artikel gefunden.',
    'No tables are chosen.': 'Es sind keine Tabellen ausgewählt.',
    'The key is accepted': 'Der Schlüssel wird angenommen',
    'This server needs no key': 'Dieser Server braucht keinen Schlüssel',
    'The account or its token may not ask for this.':
      'Das Konto oder sein Token darf dies nicht abfragen.',
    'The account signed in, but it may not see a single space.':
      'Das Konto ist angemeldet, darf aber keinen einzigen Bereich sehen.',
    'The account signed in, but it may not see a single knowledge base.':
      'Das Konto ist angemeldet, darf aber keine einzige Wissensdatenbank sehen.',
    'The app signed in, but no admin has consented to any permission of it.':
      'Die App ist angemeldet, aber kein Admin hat einer ihrer Berechtigungen zugestimmt.',
  },
  namedInCheck: {
    'A page in': 'Eine Seite in {name}',
    'ServiceNow at': 'ServiceNow unter {name}',
  },
  foundInCheck: {
    space: '{count, plural, one {# Bereich} other {# Bereiche}}',
    'knowledge base': '{count, plural, one {# Wissensdatenbank} other {# Wissensdatenbanken}}',
    table: '{count, plural, one {# Tabelle} other {# Tabellen}}',
    site: '{count, plural, one {# Website} other {# Websites}}',
    'document library':
      '{count, plural, one {# Dokumentbibliothek} other {# Dokumentbibliotheken}}',
  },
  triedInCheck: {
    found: '„{query}“ findet {count} in {time}',
    foundMore: '„{query}“ findet {count} oder mehr in {time}',
    nothing: 'Die Suche funktioniert, aber „{query}“ findet nichts',
  },
} as const satisfies Translated<typeof enCheckDetails>;
