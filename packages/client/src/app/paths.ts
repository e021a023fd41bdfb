/** Every address of the app. `to` values of links are typed by the router; these are for everything else. */
export const paths = {
  home: '/',
  signIn: '/sign-in',
  signUp: '/sign-up',
  confirmSignUp: '/confirm-sign-up',
  forgotPassword: '/forgot-password',
  resetPassword: '/reset-password',
  invitation: '/invitations/$invitationId',
  dataSources: '/data-sources',
  dataSource: '/data-sources/$id',
  configure: '/data-sources/$id/configure',
  documents: '/documents',
  document: '/documents/$documentId',
  activity: '/activity',
  members: '/members',
  settings: '/settings',
  account: '/account',
} as const;
