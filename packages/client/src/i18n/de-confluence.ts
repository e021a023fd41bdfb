import type { WordsOf } from './source-words.ts';

export const deConfluence: WordsOf<'confluence'> = {
  name: 'Confluence',
  description:
    'Lässt Ihren Assistenten aus den Seiten und Blogbeiträgen Ihrer Confluence-Bereiche antworten.',
  needs:
    'Sie brauchen die Adresse Ihrer Website und ein API-Token eines Kontos, das sie lesen darf. Das dauert etwa drei Minuten.',
  settingFields: {
    url: { label: 'Website' },
    email: { label: 'E-Mail des Kontos' },
    spaces: { label: 'Bereiche' },
    include_labels: { label: 'Nur Seiten mit einem dieser Stichwörter' },
    exclude_labels: { label: 'Seiten mit diesen Stichwörtern auslassen' },
    cql: { label: 'Nur was dieses CQL findet' },
    attachments: { label: 'Auch angehängte Dateien lesen' },
  },
  options: { spaces: { label: 'Bereiche' } },
  checks: {
    address: { label: 'Adresse antwortet' },
    signed_in: { label: 'Anmeldung' },
    list_spaces: { label: 'Darf Bereiche auflisten' },
    read_page: { label: 'Darf eine Seite lesen' },
    read_permissions: { label: 'Darf Einschränkungen von Seiten lesen' },
    read_space_permissions: { label: 'Darf Berechtigungen von Bereichen lesen' },
    read_site_permissions: { label: 'Darf lesen, wer die Website nutzt' },
    read_people: { label: 'Darf Personen lesen' },
    read_groups: { label: 'Darf Mitglieder von Gruppen lesen' },
  },
  nothingFoundCauses: [
    'Die ausgewählten Bereiche haben keine aktuellen Seiten.',
    'Das Konto darf die Bereiche sehen, aber nicht ihre Seiten.',
    'Die Stichwörter oder das CQL lassen nichts übrig.',
  ],
};
