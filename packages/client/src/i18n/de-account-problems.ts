/** Signing in, accounts and members. */
export const deAccountProblems = {
  unauthenticated: {
    title: 'Sie sind nicht angemeldet',
    remedy: 'Melden Sie sich an, und versuchen Sie es erneut.',
  },
  forbidden: {
    title: 'Ihre Rolle erlaubt das nicht',
    remedy: 'Wenden Sie sich an einen Eigentümer oder Admin Ihrer Organisation.',
  },
  invalid_sign_in: {
    title: 'Die E-Mail-Adresse oder das Passwort ist falsch',
    remedy: 'Prüfen Sie beides, und versuchen Sie es erneut.',
  },
  second_factor_required: {
    title: 'Ein Code Ihres zweiten Faktors wird benötigt',
    remedy:
      'Geben Sie den Code ein, den Ihre Authentifizierungs-App zeigt, oder einen Ihrer Wiederherstellungscodes.',
  },
  invalid_second_factor: {
    title: 'Der Code ist falsch, zu alt oder wurde bereits benutzt',
    remedy:
      'Warten Sie auf den nächsten Code Ihrer Authentifizierungs-App, oder verwenden Sie einen anderen Wiederherstellungscode.',
  },
  second_factor_active: {
    title: 'Ein zweiter Faktor ist bereits eingeschaltet',
    remedy: 'Schalten Sie zuerst den bisherigen aus, mit Ihrem Passwort und einem seiner Codes.',
  },
  second_factor_inactive: {
    title: 'Es ist kein zweiter Faktor eingeschaltet',
    remedy: 'Richten Sie zuerst einen ein.',
  },
  no_password: {
    title: 'Dieses Konto hat kein Passwort',
    remedy: 'Es meldet sich über den Identitätsanbieter an, der einen eigenen zweiten Faktor hat.',
  },
  common_password: {
    title: 'Dieses Passwort ist zu leicht zu erraten',
    remedy:
      'Wählen Sie eines, das nicht zu den häufigen gehört und nicht aus Ihrem Namen oder Ihrer E-Mail-Adresse besteht; mehrere Wörter hintereinander sind gut.',
  },
  sign_up_closed: {
    title: 'Ein Konto gibt es hier nur auf Einladung oder gar nicht',
    remedy:
      'Bitten Sie einen Eigentümer oder Admin Ihrer Organisation um eine Einladung, und folgen Sie deren Link, oder melden Sie sich an.',
  },
  single_sign_on_unavailable: {
    title: 'Single Sign-on ist gerade nicht verfügbar',
    remedy:
      'Versuchen Sie es erneut; wenn es wieder geschieht, bitten Sie den Betreiber, OIDC_ISSUER zu prüfen.',
  },
  account_exists: {
    title: 'Zu dieser E-Mail-Adresse gibt es bereits ein Konto',
    remedy: 'Melden Sie sich stattdessen an.',
  },
  wrong_account: {
    title: 'Die Einladung gilt für eine andere E-Mail-Adresse',
    remedy: 'Melden Sie sich mit der eingeladenen Adresse an, oder legen Sie damit ein Konto an.',
  },
  email_not_verified: {
    title: 'Ihre E-Mail-Adresse ist noch nicht bestätigt',
    remedy:
      'Folgen Sie dem Link in der E-Mail, die Sie erhalten haben, und versuchen Sie es dann erneut.',
  },
  last_owner: {
    title: 'Eine Organisation braucht mindestens einen Eigentümer',
    remedy: 'Machen Sie zuerst jemand anderen zum Eigentümer.',
  },
  already_member: {
    title: 'Diese Person ist bereits Mitglied oder eingeladen',
    remedy: 'Sehen Sie in der Liste der Mitglieder und offenen Einladungen nach.',
  },
  owner_required: {
    title: 'Das kann nur ein Eigentümer entscheiden',
    remedy: 'Wenden Sie sich an einen Eigentümer Ihrer Organisation.',
  },
  organization_differs: {
    title: 'Das ist nicht die Organisation, in der Sie gerade sind',
    remedy:
      'Geben Sie den Namen ein, wie er angezeigt wird. Vielleicht wurde sie umbenannt, oder Sie haben zu einer anderen gewechselt: Laden Sie die Seite neu.',
  },
  insufficient_scope: {
    title: 'Der Schlüssel darf das nicht',
    remedy:
      'Verwenden Sie einen Schlüssel mit dem Recht, das diese Adresse verlangt; manche verlangen eine Person, die sich angemeldet hat.',
  },
  too_many_keys: {
    title: 'Es gibt so viele Schlüssel, wie es geben darf',
    remedy: 'Widerrufen Sie einen, der nicht mehr gebraucht wird.',
  },
  unknown_account: {
    title: 'In der Quelle gibt es dieses Konto nicht mehr',
    remedy: 'Suchen Sie das Konto noch einmal. Vielleicht wurde es in der Quelle entfernt.',
  },
  domain_exists: {
    title: 'Ihre Organisation hat diese Domain bereits in ihrer Liste',
    remedy: 'Sehen Sie den Eintrag an, der dafür verlangt wird, und prüfen Sie ihn noch einmal.',
  },
  too_many_domains: {
    title: 'Ihre Organisation hat so viele Domains, wie sie haben darf',
    remedy: 'Entfernen Sie eine, die nicht mehr gebraucht wird.',
  },
} as const;
