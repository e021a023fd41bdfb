import type { HelpOfFields } from './source-words.ts';

const fieldHelp: HelpOfFields = {
  confluence: {
    url: {
      help: 'Die Adresse, unter der Sie Confluence öffnen. Cloud und Data Center sind möglich.',
      placeholder: 'https://ihre-firma.atlassian.net',
    },
    email: {
      help: 'Ein Dienstkonto mit Leserechten genügt.',
      placeholder: 'svc-assistent@ihre-firma.de',
    },
    spaces: { help: 'Ohne Auswahl gilt jeder Bereich, den das Konto lesen darf.' },
    cql: { help: 'Für Fachleute. Es gilt zusätzlich zur Auswahl oben.' },
    attachments: {
      help: 'Word, PowerPoint, Excel, PDF und Textdateien bis 25 MB, jede als eigenes Dokument.',
    },
  },
  servicenow: {
    instance_url: { placeholder: 'https://ihre-firma.service-now.com' },
    username: { help: 'Ein Integrationsbenutzer; stellen Sie seine Zeitzone auf UTC.' },
    knowledge_bases: { help: 'Ohne Auswahl gilt jede Wissensdatenbank, die das Konto lesen darf.' },
    tables: {
      help: 'Datensätze, die neben den Artikeln gelesen werden. Eine Abfrage ist, was „Copy query“ in einer Liste von ServiceNow ergibt; sie darf nur Felder der Tabelle selbst nennen. Ohne Abfrage werden alle Datensätze gelesen. Die Regeln, die ServiceNow selbst für eine Tabelle hat, lassen sich hier nicht anwenden. Daher wählen Sie für jede, wer ihre Datensätze findet; bis dahin findet sie niemand.',
    },
  },
  sharepoint: {
    tenant_id: { placeholder: 'contoso.onmicrosoft.com oder ID' },
    site_url: { help: 'Nötig, wenn die App nur ausgewählte Websites lesen darf (Sites.Selected).' },
    graph_url: { help: 'Nur für eine andere Cloud als die oben genannten oder für das Beispiel.' },
    login_url: { help: 'Nur für eine andere Cloud als die oben genannten oder für das Beispiel.' },
    sharepoint_url: {
      help: 'Nur für eine andere Cloud als die oben genannten oder für das Beispiel: wo die Websites sind.',
    },
    libraries: { help: 'Ohne Auswahl gilt jede Bibliothek, die die App lesen darf.' },
    organization_links: {
      help: 'Solch ein Link öffnet in SharePoint ein Element für alle, die ihn haben, und wer das ist, lässt sich nicht sagen. Ohne ihn ist ein Element nur für die Personen offen, die dabei genannt sind. Gäste sind keine Mitglieder.',
    },
    only_groups: {
      help: 'Objekt-IDs von Entra-Gruppen. Für Websites mit eingeschränkter Zugriffssteuerung, die Apps nicht sehen können: Außerhalb dieser Gruppen findet niemand etwas.',
    },
  },
  websearch: {
    url: {
      help: 'Nur für SearXNG. Sein JSON-Format muss eingeschaltet sein.',
      placeholder: 'https://suche.ihre-firma.de',
    },
    queries: {
      help: 'Jede Synchronisierung führt diese aus und bewahrt die gefundenen Seiten auf, soweit die robots.txt ihrer Websites es erlaubt.',
    },
    results_per_query: { help: 'Höchstens 50; Tavily liefert höchstens 20.' },
    language: { help: 'Zum Beispiel de oder de-CH. Tavily kennt keine Sprache.' },
    categories: { help: 'Nur für SearXNG.' },
    engines: { help: 'Nur für SearXNG. Ohne Auswahl gelten alle, die dort eingeschaltet sind.' },
    internal_pages: {
      help: 'Seiten, die nur durch EGRESS_ALLOW Ihres Betreibers erreichbar sind. Niemand sagt, wer sie dort öffnen darf.',
    },
  },
};

/** What stands below and within the fields of sources, in German. */
export const deFieldHelp = { fieldHelp } as const;
