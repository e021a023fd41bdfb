/** Why a link for credentials leads nowhere any more. */
export const deCredentialLinkProblems = {
  credential_link_used: {
    title: 'Dieser Link wurde bereits benutzt',
    remedy: 'Mit dem, was eingegeben wurde, ist der Zugang nachgewiesen. Mehr ist nicht nötig.',
  },
  credential_link_expired: {
    title: 'Dieser Link ist abgelaufen',
    remedy: 'Bitten Sie die Person, die ihn gesendet hat, um einen neuen.',
  },
  credential_link_ended: {
    title: 'Dieser Link gilt nicht mehr',
    remedy:
      'Er wurde zurückgenommen, oder wofür er erstellt wurde, hat sich geändert. Fragen Sie die Person, die ihn gesendet hat.',
  },
} as const;
