import type { WordsOf } from './source-words.ts';

export const deSharepoint: WordsOf<'sharepoint'> = {
  name: 'SharePoint',
  description:
    'Lässt Ihren Assistenten aus den Dokumentbibliotheken und Seiten Ihrer SharePoint-Websites antworten.',
  needs:
    'Sie brauchen eine App-Registrierung in Microsoft Entra mit Sites.Read.All (oder Sites.Selected), User.Read.All und GroupMember.Read.All sowie ein Zertifikat für die Gruppen Ihrer Websites. Das dauert etwa fünfzehn Minuten.',
  settingFields: {
    tenant_id: { label: 'Verzeichnis (Tenant)' },
    site_url: { label: 'Website' },
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
    graph_url: { label: 'Adresse von Microsoft Graph' },
    login_url: { label: 'Adresse der Anmeldung' },
    sharepoint_url: { label: 'Adresse von SharePoint' },
    client_id: { label: 'Client-ID der App-Registrierung' },
    sites: { label: 'Websites' },
    libraries: { label: 'Dokumentbibliotheken' },
    folders: { label: 'Nur diese Ordner' },
    file_kinds: { label: 'Nur diese Dateiendungen' },
    max_file_mb: { label: 'Größte Datei, in MB' },
    pages: { label: 'Auch Seiten der Websites lesen' },
    organization_links: {
      label: 'Links für alle in der Organisation',
      choices: { ignore: 'Öffnen nichts', members: 'Öffnen für alle Mitglieder' },
    },
    only_groups: { label: 'Nur Mitglieder dieser Gruppen' },
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
