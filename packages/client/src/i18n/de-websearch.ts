import type { WordsOf } from './source-words.ts';

export const deWebsearch: WordsOf<'websearch'> = {
  name: 'Websuche',
  description:
    'Bewahrt die Seiten auf, die Ihre gespeicherten Abfragen im öffentlichen Web finden.',
  needs:
    'Sie brauchen die Adresse eines SearXNG-Servers oder einen API-Schlüssel von Brave oder Tavily. Das dauert etwa zwei Minuten.',
  settingFields: {
    provider: {
      label: 'Anbieter',
      choices: {
        searxng: 'SearXNG (Ihr eigener Server)',
        brave: 'Brave Search',
        tavily: 'Tavily',
      },
    },
    url: {
      label: 'Adresse des SearXNG-Servers',
      placeholder: 'https://suche.ihre-firma.de',
      help: 'Nur für SearXNG. Sein JSON-Format muss eingeschaltet sein.',
    },
    queries: {
      label: 'Gespeicherte Abfragen',
      help: 'Jede Synchronisierung führt diese aus und bewahrt die gefundenen Seiten auf, soweit die robots.txt ihrer Websites es erlaubt.',
    },
    allowed_domains: { label: 'Nur diese Domains' },
    blocked_domains: { label: 'Nie diese Domains' },
    results_per_query: {
      label: 'Seiten je Abfrage',
      help: 'Höchstens 50; Tavily liefert höchstens 20.',
    },
    language: { label: 'Sprache', help: 'Zum Beispiel de oder de-CH. Tavily kennt keine Sprache.' },
    safe_search: {
      label: 'Sichere Suche',
      choices: { off: 'Aus', moderate: 'Mäßig', strict: 'Streng' },
    },
    categories: { label: 'Kategorien', help: 'Nur für SearXNG.' },
    engines: {
      label: 'Suchmaschinen',
      help: 'Nur für SearXNG. Ohne Auswahl gelten alle, die dort eingeschaltet sind.',
    },
    internal_pages: {
      label: 'Wer Seiten Ihres eigenen Netzwerks findet',
      choices: { nobody: 'Niemand', everyone: 'Alle in der Organisation' },
      help: 'Seiten, die nur durch EGRESS_ALLOW Ihres Betreibers erreichbar sind. Niemand sagt, wer sie dort öffnen darf.',
    },
  },
  options: { engines: { label: 'Suchmaschinen' }, categories: { label: 'Kategorien' } },
  checks: {
    address: { label: 'Adresse antwortet' },
    signed_in: { label: 'Schlüssel wird angenommen' },
    trial_query: { label: 'Probeabfrage findet etwas' },
  },
  nothingFoundCauses: [
    'Die gespeicherten Abfragen finden in den erlaubten Domains nichts.',
    'Die gefundenen Seiten erlauben Robotern nicht, sie zu lesen.',
  ],
};
