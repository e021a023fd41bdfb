import type { WordsOf } from './source-words.ts';

export const deSharepoint: WordsOf<'sharepoint'> = {
  name: 'SharePoint',
  description:
    'Lässt Ihren Assistenten aus den Dokumentbibliotheken und Seiten Ihrer SharePoint-Websites antworten.',
  needs:
    'Sie brauchen eine App-Registrierung in Microsoft Entra mit Sites.Read.All (oder Sites.Selected), User.Read.All und GroupMember.Read.All sowie ein Zertifikat für die Gruppen Ihrer Websites. Das dauert etwa fünfzehn Minuten.',
  settingFields: {
    tenant_id: {
      label: 'Verzeichnis (Tenant)',
      placeholder: 'contoso.onmicrosoft.com oder ID',
    },
    site_url: {
      label: 'Website',
      help: 'Nötig, wenn die App nur ausgewählte Websites lesen darf (Sites.Selected).',
    },
    cloud: {
      label: 'Cloud',
      choices: {
        global: 'Weltweit',
        us_government: 'US Government',
        us_dod: 'US Department of Defense',
        china: 'China (21Vianet)',
        custom: 'Eine andere, mit den Adressen unten',
      },
    },
    graph_url: {
      label: 'Adresse von Microsoft Graph',
      help: 'Nur für eine andere Cloud als die oben genannten oder für das Beispiel.',
    },
    login_url: {
      label: 'Adresse der Anmeldung',
      help: 'Nur für eine andere Cloud als die oben genannten oder für das Beispiel.',
    },
    sharepoint_url: {
      label: 'Adresse von SharePoint',
      help: 'Nur für eine andere Cloud als die oben genannten oder für das Beispiel: wo die Websites sind.',
    },
    client_id: { label: 'Client-ID der App-Registrierung' },
    sites: { label: 'Websites' },
    libraries: {
      label: 'Dokumentbibliotheken',
      help: 'Ohne Auswahl gilt jede Bibliothek, die die App lesen darf.',
    },
    folders: { label: 'Nur diese Ordner' },
    file_kinds: { label: 'Nur diese Dateiendungen' },
    max_file_mb: { label: 'Größte Datei, in MB' },
    pages: { label: 'Auch Seiten der Websites lesen' },
    organization_links: {
      label: 'Links für alle in der Organisation',
      choices: {
        ignore: 'Öffnen nichts',
        members: 'Öffnen für alle Mitglieder',
      },
      help: 'Solch ein Link öffnet in SharePoint ein Element für alle, die ihn haben, und wer das ist, lässt sich nicht sagen. Ohne ihn ist ein Element nur für die Personen offen, die dabei genannt sind. Gäste sind keine Mitglieder.',
    },
    only_groups: {
      label: 'Nur Mitglieder dieser Gruppen',
      help: 'Objekt-IDs von Entra-Gruppen. Für Websites mit eingeschränkter Zugriffssteuerung, die Apps nicht sehen können: Außerhalb dieser Gruppen findet niemand etwas.',
    },
  },
  options: { sites: { label: 'Websites' }, libraries: { label: 'Dokumentbibliotheken' } },
  checks: {
    token: { label: 'Anmeldung' },
    consent: { label: 'Zustimmung eines Admins' },
    list_sites: { label: 'Darf Websites auflisten' },
    read_library: { label: 'Darf eine Bibliothek lesen' },
    read_permissions: { label: 'Darf Berechtigungen lesen' },
    read_people: { label: 'Darf Personen lesen' },
    read_groups: { label: 'Darf Mitglieder von Gruppen lesen' },
    read_site_groups: { label: 'Darf Gruppen von Websites lesen' },
  },
  nothingFoundCauses: [
    'Mit Sites.Selected sieht die App nur Websites, die ihr einzeln freigegeben wurden.',
    'Die ausgewählten Bibliotheken sind leer oder enthalten nur Dateiarten, die ausgelassen werden.',
  ],
};
