import type { WordsOf } from './source-words.ts';

export const deServicenow: WordsOf<'servicenow'> = {
  name: 'ServiceNow',
  description:
    'Lässt Ihren Assistenten aus Ihren Wissensartikeln und aus Tabellen antworten, die Sie auswählen.',
  needs:
    'Sie brauchen die Adresse Ihrer Instanz und einen Integrationsbenutzer, der sie lesen darf. Das dauert etwa fünf Minuten.',
  settingFields: {
    instance_url: { label: 'Instanz', placeholder: 'https://ihre-firma.service-now.com' },
    username: {
      label: 'Benutzername',
      help: 'Ein Integrationsbenutzer; stellen Sie seine Zeitzone auf UTC.',
    },
    knowledge_bases: {
      label: 'Wissensdatenbanken',
      help: 'Ohne Auswahl gilt jede Wissensdatenbank, die das Konto lesen darf.',
    },
    tables: {
      label: 'Tabellen',
      help: 'Datensätze, die neben den Artikeln gelesen werden. Eine Abfrage ist, was „Copy query“ in einer Liste von ServiceNow ergibt; sie darf nur Felder der Tabelle selbst nennen. Ohne Abfrage werden alle Datensätze gelesen. Die Regeln, die ServiceNow selbst für eine Tabelle hat, lassen sich hier nicht anwenden. Daher wählen Sie für jede, wer ihre Datensätze findet; bis dahin findet sie niemand.',
    },
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
