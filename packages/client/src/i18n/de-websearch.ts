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
      choices: { searxng: 'SearXNG (Ihr eigener Server)', brave: 'Brave Search', tavily: 'Tavily' },
    },
    url: { label: 'Adresse des SearXNG-Servers' },
    queries: { label: 'Gespeicherte Abfragen' },
    allowed_domains: { label: 'Nur diese Domains' },
    blocked_domains: { label: 'Nie diese Domains' },
    results_per_query: { label: 'Seiten je Abfrage' },
    language: { label: 'Sprache' },
    safe_search: {
      label: 'Sichere Suche',
      choices: { off: 'Aus', moderate: 'Mäßig', strict: 'Streng' },
    },
    categories: { label: 'Kategorien' },
    engines: { label: 'Suchmaschinen' },
    internal_pages: {
      label: 'Wer Seiten Ihres eigenen Netzwerks findet',
      choices: { nobody: 'Niemand', everyone: 'Alle in der Organisation' },
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
