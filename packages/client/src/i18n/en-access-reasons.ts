/** Why nobody may find documents, by the connector's codes: what it is, and what helps. */
const hidden = {
  not_read: {
    title: 'Their permissions were not read yet',
    remedy: 'They are with the next reading.',
  },
  refused: {
    title: 'The account of this connection is not allowed to see their permissions',
    remedy: 'Verify the connection: its checks name the right that is missing.',
  },
  incomplete: {
    title: 'The source gave only a part of their permissions',
    remedy: 'It is asked again with each reading. If it stays so, tell the source’s admin.',
  },
  unknown_principal: {
    title: 'They are for people or groups of a kind that is not known here',
    remedy: 'Open them at the source, or let them be read by a group or by people there.',
  },
  nobody_named: {
    title: 'The source lets nobody read them who could be found',
    remedy: 'Give a group or people the right to read them at the source.',
  },
  not_mirrored: {
    title: 'They follow rules of the source that cannot be judged from outside',
    remedy: 'Where the form of this connection offers it, choose who may read them.',
  },
  not_met: {
    title: 'The source no longer shows them to the account of this connection',
    remedy: 'They go with the next sync, or come back when the account may read them again.',
  },
} as const;

/** What a reading tells, by the codes of connectors; `count` is how often. */
const findings = {
  people_unread: 'The people could not be read; what was known of them counts until it is too old.',
  people_refused: 'The account may not list the people.',
  people_hidden: 'The account sees the people without what they are matched by.',
  people_incomplete: 'The list of people came in part only.',
  accounts_unread:
    'Accounts that could not be read in full this time; what was known of them counts until it is too old.',
  groups_refused: 'Groups whose members the account may not see: they let nobody in.',
  groups_hidden: 'Groups that hide some of their members from the account.',
  groups_gone: 'Groups that do not exist any more, and let nobody in.',
  groups_unread: 'Groups whose members could not be read this time.',
  site_groups_need_certificate:
    'Groups of sites: their members are read only with a certificate, so they let nobody in.',
  site_groups_refused: 'Groups of sites whose members the account may not see: they let nobody in.',
  site_groups_gone: 'Groups of sites that do not exist any more, and let nobody in.',
  site_groups_unread: 'Groups of sites whose members could not be read this time.',
  addresses_shared: 'Addresses that several active accounts have: nobody is known by them.',
  principals_unknown:
    'Grants to people or groups of a kind that is not known here: they let nobody in.',
  roles_unknown: 'Grants with a role that is not known here: they let nobody in.',
  links_unknown: 'Sharing links of a kind that is not known here: they let nobody in.',
  permissions_unread: 'Documents whose permissions could not be read this time.',
  pages_without_file: 'Pages whose file was not found, so that nobody may find them.',
  list_unread: 'A list of documents could not be read.',
  table_refused: 'Tables that the account may not read.',
  table_short: 'Tables of which the account sees a part only.',
  space_permissions_refused:
    'Spaces whose permissions are not told to the account, or not by this version: they let nobody in.',
  space_permissions_unread: 'Spaces whose permissions could not be read this time.',
  space_permissions_incomplete: 'Spaces of whose permissions only a part is told.',
  site_permissions_refused:
    'Who may use the site at all is not told to the account, or not by this version: nobody is let in.',
  site_permissions_unread: 'Who may use the site at all could not be read this time.',
  site_permissions_incomplete: 'Only a part of who may use the site is told.',
  restrictions_refused: 'Pages or folders whose restrictions the account may not see.',
  restrictions_unread: 'Pages or folders whose restrictions could not be read this time.',
  restrictions_incomplete: 'Pages or folders of whose restrictions only a part is told.',
  places_unknown: 'Pages that stand in something which is out of sight.',
  addresses_hidden: 'Active accounts whose address is hidden.',
  look_up_refused: 'Hidden addresses could not be looked up: the site’s Jira refuses it.',
  look_up_unread: 'Hidden addresses that could not be looked up this time.',
  criteria_scripted: 'User criteria with a script: they let nobody in, or keep everybody out.',
  criteria_empty: 'User criteria that name nobody.',
  criteria_unreadable: 'User criteria that the account may not read.',
  bases_by_older_rules: 'Knowledge bases that follow the rules of older versions.',
  internal_pages: 'Pages inside a network: for nobody, unless an owner opens them.',
  hosts_unreachable: 'Pages of hosts that did not answer.',
} as const;

export const enAccessReasons = {
  hidden,
  hiddenOther: {
    title: 'The connector gives a reason that this page does not know',
    remedy: 'Its documentation tells what it means.',
  },
  findings,
  findingOther: 'The connector reports “{code}”.',
} as const;
