import type { MailMessages } from './mail-messages.ts';

export const de: MailMessages = {
  invitation: {
    subject: '{inviter} lädt Sie zu {organization} auf Rita ein',
    text: `{inviter} lädt Sie zu {organization} ein.

Nehmen Sie die Einladung hier an:
{link}

Wenn Sie diese E-Mail nicht erwartet haben, ignorieren Sie sie.`,
  },
  confirmSignUp: {
    subject: 'Schließen Sie Ihre Registrierung ab',
    text: `Jemand, vermutlich Sie, möchte mit dieser Adresse ein Konto auf Rita anlegen. Folgen Sie innerhalb eines Tages diesem Link, und wählen Sie ein Passwort:
{link}

Wenn Sie das nicht waren, ignorieren Sie diese E-Mail; es wird kein Konto angelegt.`,
  },
  accountExists: {
    subject: 'Sie haben bereits ein Konto',
    text: `Jemand, vermutlich Sie, wollte mit dieser Adresse ein Konto auf Rita anlegen. Es gibt bereits eines; melden Sie sich hier an:
{signIn}

Wenn Sie das Passwort nicht mehr wissen, wählen Sie hier ein neues:
{forgotPassword}

Wenn Sie das nicht waren, ignorieren Sie diese E-Mail; nichts ändert sich.`,
  },
  verification: {
    subject: 'Bestätigen Sie Ihre E-Mail-Adresse',
    text: `Bestätigen Sie, dass diese Adresse Ihre ist:
{link}

Wenn Sie das nicht angefordert haben, ignorieren Sie diese E-Mail.`,
  },
  passwordReset: {
    subject: 'Wählen Sie ein neues Passwort',
    text: `Wählen Sie hier innerhalb einer Stunde ein neues Passwort:
{link}

Der Link gilt nur einmal. Ihr zweiter Faktor, falls Sie einen haben, bleibt bestehen. Wenn Sie das nicht angefordert haben, ignorieren Sie diese E-Mail; nichts ändert sich.`,
  },
  noPassword: {
    subject: 'Ihr Konto hat kein Passwort',
    text: `Jemand, vermutlich Sie, wollte ein neues Passwort wählen. Dieses Konto hat keines: Es meldet sich über das Single Sign-on Ihrer Organisation an:
{signIn}

Wenn Sie das nicht waren, ignorieren Sie diese E-Mail; nichts ändert sich.`,
  },
  accountChanged: {
    subject: 'Ihr Konto wurde geändert',
    text: `{change, select,
      password {Ihr Passwort wurde geändert, und Sie wurden überall sonst abgemeldet.}
      second_factor_enabled {Für Ihr Konto wurde ein zweiter Faktor eingerichtet.}
      second_factor_disabled {Der zweite Faktor Ihres Kontos wurde ausgeschaltet.}
      recovery_code_used {Einer Ihrer Wiederherstellungscodes wurde zur Anmeldung benutzt.}
      other {Ihr Konto wurde geändert.}
    }

Wenn Sie das nicht waren, wählen Sie sofort ein neues Passwort, und informieren Sie einen Eigentümer Ihrer Organisation:
{forgotPassword}`,
  },
  alerts: {
    subject: '{organization}: {count, plural, one {# Meldung} other {# Meldungen}}',
    text: `{lines}

Alle Datenquellen von {organization}:
{pages}

Sie erhalten diese E-Mail wegen Ihrer Einstellungen. Ändern Sie sie hier:
{settings}`,
  },
};
