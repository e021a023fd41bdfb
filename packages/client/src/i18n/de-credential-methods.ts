import type { WordsOfMethods } from './source-words.ts';

const words: WordsOfMethods = {
  confluence: {
    api_token: {
      label: 'API-Token (Cloud)',
      help: 'Für Websites unter atlassian.net.',
      fields: { api_token: { label: 'API-Token', placeholder: 'Token einfügen' } },
    },
    personal_access_token: {
      label: 'Persönliches Zugriffstoken (Data Center)',
      help: 'Für ein Confluence, das Sie selbst betreiben, ab Version 7.9.',
      fields: {
        personal_access_token: {
          label: 'Persönliches Zugriffstoken',
          placeholder: 'Token einfügen',
        },
      },
    },
    password: {
      label: 'Benutzername und Passwort (Data Center)',
      help: 'Nur wo Token abgeschaltet sind.',
      fields: { username: { label: 'Benutzername' }, password: { label: 'Passwort' } },
    },
  },
  servicenow: {
    password: {
      label: 'Benutzername und Passwort',
      help: 'Für einen Integrationsbenutzer.',
      fields: { password: { label: 'Passwort' } },
    },
    oauth_client: {
      label: 'OAuth-Client-Zugangsdaten',
      help: 'Wo die Instanz dieses Verfahren zulässt.',
      fields: { client_id: { label: 'Client-ID' }, client_secret: { label: 'Client-Geheimnis' } },
    },
  },
  sharepoint: {
    client_secret: {
      label: 'Client-Geheimnis',
      help: 'Schnell, läuft aber nach höchstens zwei Jahren ab.',
      fields: {
        client_secret: {
          label: 'Client-Geheimnis',
          help: 'Der Wert des Geheimnisses, nicht seine ID.',
        },
      },
    },
    certificate: {
      label: 'Zertifikat',
      help: 'Was Microsoft für einen Dienst empfiehlt.',
      fields: { certificate_pem: { label: 'Zertifikat und privater Schlüssel (PEM)' } },
    },
  },
  websearch: {
    api_key: {
      label: 'API-Schlüssel',
      help: 'Für Brave und Tavily oder ein SearXNG hinter einem Proxy: ein Bearer-Token oder „benutzer:passwort“.',
      fields: { api_key: { label: 'API-Schlüssel' } },
    },
    none: { label: 'Kein Schlüssel', help: 'Für einen offenen SearXNG-Server.', fields: {} },
  },
};

/** The ways to prove access, in German. */
export const deCredentialMethods = { credentialMethods: words } as const;
