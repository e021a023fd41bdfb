import type { WordsOf } from './source-words.ts';

export const deServicenow: WordsOf<'servicenow'> = {
  name: 'ServiceNow',
  description:
    'Lässt Ihren Assistenten aus Ihren Wissensartikeln und aus Tabellen antworten, die Sie auswählen.',
  needs:
    'Sie brauchen die Adresse Ihrer Instanz und einen Integrationsbenutzer, der sie lesen darf. Das dauert etwa fünf Minuten.',
  settingFields: {
    instance_url: { label: 'Instanz' },
    username: { label: 'Benutzername' },
    knowledge_bases: { label: 'Wissensdatenbanken' },
    tables: { label: 'Tabellen' },
  },
  options: {
    knowledge_bases: { label: 'Wissensdatenbanken' },
    tables: { label: 'Tabellen' },
    groups: { label: 'Gruppen' },
  },
  checks: {
    address: { label: 'Adresse antwortet' },
    signed_in: { label: 'Anmeldung' },
    list_knowledge_bases: { label: 'Darf Wissensdatenbanken auflisten' },
    read_article: { label: 'Darf einen Artikel lesen' },
    read_tables: { label: 'Darf die ausgewählten Tabellen lesen' },
    read_permissions: { label: 'Darf Berechtigungen lesen' },
    read_people: { label: 'Darf Personen, Gruppen und Rollen lesen' },
  },
  nothingFoundCauses: [
    'Die ausgewählten Wissensdatenbanken haben keine veröffentlichten Artikel.',
    'Zugriffsregeln der Instanz verbergen die Artikel vor dem Konto.',
  ],
};
