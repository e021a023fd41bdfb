import type { enRemedies } from './en-remedies.ts';
import type { Translated } from './texts.ts';

export const deRemedies = {
  remedies: {
    'confluence_cloud.read_permissions':
      'Alles andere funktioniert. Seiten, deren Einschränkungen verborgen sind, findet niemand: Fügen Sie bei einem Token mit Scopes read:permission:confluence und read:content-details:confluence hinzu, und lassen Sie das Konto die eingeschränkten Seiten ansehen.',
    'confluence_cloud.read_space_permissions':
      'Ohne dies findet niemand, was in diesen Bereichen steht: Fügen Sie bei einem Token mit Scopes read:space:confluence und read:space.permission:confluence hinzu, und lassen Sie das Konto die Bereiche ansehen.',
    'confluence_cloud.read_people':
      'Ohne dies lässt sich niemand von anderen unterscheiden, und niemand findet etwas: Fügen Sie bei einem Token mit Scopes read:content-details:confluence und read:user:confluence hinzu.',
    'confluence_cloud.read_groups':
      'Ohne dies findet niemand, was für Gruppen freigegeben ist: Fügen Sie bei einem Token mit Scopes read:group:confluence hinzu, und geben Sie dem Konto die globale Berechtigung, Benutzer zu durchsuchen.',
    'confluence_data_center.read_permissions':
      'Alles andere funktioniert. Seiten, deren Einschränkungen verborgen sind, findet niemand: Geben Sie dem Konto das Recht, die eingeschränkten Seiten anzusehen, oder machen Sie es zum Mitglied von confluence-administrators.',
    'confluence_data_center.read_space_permissions':
      'Ohne dies findet niemand, was in diesen Bereichen steht. Confluence nennt es ab Version 9.1 den Administratoren des Bereichs: Aktualisieren Sie Confluence, oder geben Sie dem Konto in jedem Bereich die Berechtigung „Space Admin“.',
    'confluence_data_center.read_site_permissions':
      'Ohne dies findet niemand etwas, denn wer keine Lizenz hat, kann in einer Gruppe sein, die einen Bereich hat. Confluence nennt es ab Version 9.2.18 den Administratoren: Aktualisieren Sie Confluence, oder geben Sie dem Konto die globale Berechtigung „Confluence Administrator“.',
    'confluence_data_center.read_people':
      'Ohne dies lässt sich niemand von anderen unterscheiden, und niemand findet etwas: Geben Sie dem Konto die globale Berechtigung „Confluence Administrator“, der Adressen gezeigt werden, und verbergen Sie diese nicht in der Security Configuration.',
    'confluence_data_center.read_groups':
      'Ohne dies findet niemand, was für Gruppen freigegeben ist: Geben Sie dem Konto die globale Berechtigung „Confluence Administrator“.',
    'sharepoint.consent':
      'Ein Admin muss die App-Registrierung öffnen, die Anwendungsberechtigungen Sites.Read.All (oder Sites.Selected), User.Read.All und GroupMember.Read.All von Microsoft Graph hinzufügen und „Grant admin consent“ drücken.',
    'sharepoint.no_site':
      'Geben Sie die Adresse einer Website ein, die der App freigegeben wurde, oder lassen Sie Sites.Read.All gewähren.',
    'sharepoint.read_permissions':
      'Alles andere funktioniert. Dateien, deren Berechtigungen verborgen sind, findet niemand: Fügen Sie die Anwendungsberechtigung Sites.Read.All hinzu (oder bei Sites.Selected die Rolle fullcontrol auf der Website).',
    'sharepoint.read_people':
      'Fügen Sie die Anwendungsberechtigung User.Read.All von Microsoft Graph hinzu, und erteilen Sie die Zustimmung eines Admins. Ohne sie lässt sich niemand von anderen unterscheiden, und niemand findet, was auf diesen Websites steht.',
    'sharepoint.read_groups':
      'Fügen Sie die Anwendungsberechtigung GroupMember.Read.All von Microsoft Graph hinzu, und erteilen Sie die Zustimmung eines Admins. Ohne sie findet niemand, was für Gruppen freigegeben ist.',
    'sharepoint.read_site_groups':
      'Verwenden Sie ein Zertifikat statt eines Client-Geheimnisses, und fügen Sie die Anwendungsberechtigung Sites.FullControl.All von SharePoint (nicht von Microsoft Graph) mit Zustimmung eines Admins hinzu. Ohne sie findet niemand, was nur für Gruppen einer Website (Besitzer, Mitglieder, Besucher) freigegeben ist.',
    'servicenow.read_by_rule':
      'Alles andere funktioniert; Dokumente, die dies brauchen, findet niemand. Geben Sie dem Konto mit einer eigenen Zugriffsregel Lesezugriff auf {tables}, auf alle Datensätze und Felder. Geben Sie ihm nicht snc_read_only, denn damit erhält es kein Token.',
    'servicenow.read_by_role':
      'Alles andere funktioniert; Dokumente, die dies brauchen, findet niemand. Geben Sie dem Konto mit einer eigenen Zugriffsregel oder mit diesen Rollen Lesezugriff auf {tables}, auf alle Datensätze und Felder: {roles}. Geben Sie ihm nicht snc_read_only, denn damit erhält es kein Token.',
    'servicenow.read_by_rule_or_some_by_role':
      'Alles andere funktioniert; Dokumente, die dies brauchen, findet niemand. Geben Sie dem Konto mit einer eigenen Zugriffsregel oder mit diesen Rollen Lesezugriff auf {tables}, auf alle Datensätze und Felder: {roles} (für {without} genügt keine Rolle von ServiceNow). Geben Sie ihm nicht snc_read_only, denn damit erhält es kein Token.',
  },
} as const satisfies Translated<typeof enRemedies>;
