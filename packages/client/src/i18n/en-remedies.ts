/** What to do about checks that failed, by the codes of connectors. Other codes are those of problems. */
export const enRemedies = {
  remedies: {
    'confluence_cloud.read_permissions':
      'Everything else works. Pages whose restrictions are hidden are found by nobody: with a scoped token, add the scopes read:permission:confluence and read:content-details:confluence; and let the account view the restricted pages.',
    'confluence_cloud.read_space_permissions':
      'Without it, nobody finds what these spaces hold: with a scoped token, add the scopes read:space:confluence and read:space.permission:confluence; and let the account view the spaces.',
    'confluence_cloud.read_people':
      'Without it, nobody can be told from anybody else, so that nobody finds anything: with a scoped token, add the scopes read:content-details:confluence and read:user:confluence.',
    'confluence_cloud.read_groups':
      'Without it, what is open to groups is found by nobody: with a scoped token, add the scope read:group:confluence; and give the account the global permission to browse users.',
    'confluence_data_center.read_permissions':
      'Everything else works. Pages whose restrictions are hidden are found by nobody: give the account the permission to view the restricted pages, or make it a member of confluence-administrators.',
    'confluence_data_center.read_space_permissions':
      'Without it, nobody finds what these spaces hold. Confluence tells it from version 9.1 on, to administrators of the space: update Confluence, or give the account the permission Space Admin in each space.',
    'confluence_data_center.read_site_permissions':
      'Without it, nobody finds anything, for who has no licence may be in a group that has a space. Confluence tells it from version 9.2.18 on, to administrators: update Confluence, or give the account the global permission Confluence Administrator.',
    'confluence_data_center.read_people':
      'Without it, nobody can be told from anybody else, so that nobody finds anything: give the account the global permission Confluence Administrator, to which addresses are shown, and do not mask them in Security Configuration.',
    'confluence_data_center.read_groups':
      'Without it, what is open to groups is found by nobody: give the account the global permission Confluence Administrator.',
    'sharepoint.consent':
      'An admin must open the app registration, add the application permissions Sites.Read.All (or Sites.Selected), User.Read.All and GroupMember.Read.All of Microsoft Graph, and press “Grant admin consent”.',
    'sharepoint.no_site':
      'Fill in the address of a site that was granted to the app, or have Sites.Read.All granted.',
    'sharepoint.read_permissions':
      'Everything else works. Files whose permissions are hidden are found by nobody: add the application permission Sites.Read.All (or, with Sites.Selected, the role fullcontrol on the site).',
    'sharepoint.read_people':
      'Add the application permission User.Read.All of Microsoft Graph and grant admin consent. Without it nobody can be told from anybody else, so that nobody finds what these sites hold.',
    'sharepoint.read_groups':
      'Add the application permission GroupMember.Read.All of Microsoft Graph and grant admin consent. Without it, what is open to groups is found by nobody.',
    'sharepoint.read_site_groups':
      'Use a certificate instead of a client secret, and add the application permission Sites.FullControl.All of SharePoint (not of Microsoft Graph) with admin consent. Without it, what is open only to groups of a site (owners, members, visitors) is found by nobody.',
    'servicenow.read_by_rule':
      'Everything else works; documents that need it are found by nobody. Give the account read access to {tables}, to all records and fields, by an access rule of your own. Do not give it snc_read_only, with which it gets no token.',
    'servicenow.read_by_role':
      'Everything else works; documents that need it are found by nobody. Give the account read access to {tables}, to all records and fields, by an access rule of your own or by these roles: {roles}. Do not give it snc_read_only, with which it gets no token.',
    'servicenow.read_by_rule_or_some_by_role':
      'Everything else works; documents that need it are found by nobody. Give the account read access to {tables}, to all records and fields, by an access rule of your own or by these roles: {roles} (for {without} no role of ServiceNow is enough). Do not give it snc_read_only, with which it gets no token.',
  },
} as const;
