import type { enAccount } from './en-account.ts';
import type { Translated } from './texts.ts';

export const deAccount = {
  session: {
    tagline: 'Was Ihr Assistent lesen darf, bestimmen Sie.',
    points: [
      {
        title: 'Zugangsdaten bleiben draußen',
        text: 'Geheimnisse werden in Ihrem Browser für den Konnektor versiegelt. Diese App speichert sie nie.',
      },
      {
        title: 'Erst geprüft, dann verbunden',
        text: 'Jeder Zugang wird Schritt für Schritt vor Ihren Augen geprüft, bevor etwas als verbunden gilt.',
      },
      {
        title: 'Klare Worte, wenn etwas nicht klappt',
        text: 'Wenn etwas fehlschlägt, sehen Sie, wer am Zug ist und was zu tun ist.',
      },
    ],
    signIn: 'Anmelden',
    signInTitle: 'Willkommen zurück',
    trial:
      'Dies ist eine Testinstallation auf Ihrem eigenen Rechner. Konten und Dokumente bleiben dort, und keine E-Mail wird gesendet. Neu hier? Legen Sie ein Konto an: Name, Adresse und Passwort genügen.',
    signUp: 'Konto anlegen',
    signUpTitle: 'Legen Sie Ihr Konto an',
    signUpText: 'Sie erhalten eine eigene Organisation; andere können Sie später einladen.',
    signUpClosedTitle: 'Konten gibt es nur auf Einladung',
    signUpClosed: {
      open: '',
      invited:
        'Bitten Sie einen Eigentümer oder Admin Ihrer Organisation um eine Einladung, und folgen Sie dem Link darin.',
      closed:
        'Hier kann niemand ein Konto anlegen. Wenden Sie sich an den Betreiber dieses Dienstes.',
    },
    mailSentTitle: 'Sehen Sie in Ihr Postfach',
    mailSent:
      'In einer E-Mail an {email} steht, wie es weitergeht. Sie kann etwas auf sich warten lassen oder als Spam eingestuft worden sein.',
    mailWritten:
      'Falls {email} ein Konto hat, steht in einer E-Mail, wie es weitergeht. Diese Installation verschickt keine E-Mails: Wer sie betreibt, findet sie als Datei im Ordner „mail“ der Daten.',
    name: 'Name',
    email: 'E-Mail',
    password: 'Passwort',
    newPassword: 'Neues Passwort',
    passwordHelp:
      'Mindestens {min, plural, one {# Zeichen} other {# Zeichen}} und keines der häufigen Passwörter. Mehrere Wörter hintereinander sind gut.',
    showPassword: 'Passwort zeigen',
    hidePassword: 'Passwort verbergen',
    noAccount: 'Neu hier?',
    haveAccount: 'Sie haben ein Konto?',
    forgot: 'Passwort vergessen?',
    forgotTitle: 'Neues Passwort wählen',
    forgotText: 'Sie erhalten einen Link per E-Mail. Er gilt eine Stunde lang und nur einmal.',
    forgotSend: 'Link senden',
    resetTitle: 'Neues Passwort wählen',
    resetText: 'Sie werden überall sonst abgemeldet. Ein zweiter Faktor bleibt bestehen.',
    resetSave: 'Neues Passwort speichern',
    resetDone: 'Ab jetzt gilt Ihr neues Passwort. Melden Sie sich damit an.',
    confirmTitle: 'Registrierung abschließen',
    confirmText: 'Ihre Adresse ist bestätigt. Wählen Sie ein Passwort, dann sind Sie angemeldet.',
    linkGone:
      'Dieser Link ist unvollständig, wurde bereits benutzt oder ist zu alt. Fordern Sie einen neuen an.',
    askAgain: 'Neuen Link anfordern',
    backToSignIn: 'Zurück zur Anmeldung',
    singleSignOn: 'Mit dem Firmenkonto anmelden',
    singleSignOnFailed:
      'Die Anmeldung mit Ihrem Firmenkonto hat nicht geklappt. Versuchen Sie es erneut; wenn es wieder geschieht, wenden Sie sich an den Betreiber.',
    notLinked: 'Zu Ihrer Adresse gibt es bereits ein Konto mit Passwort. Melden Sie sich damit an.',
    sampleReaders: {
      title: 'Mit anderen Augen sehen',
      text: 'Zwei Personen aus den Beispielquellen, beide Mitglieder Ihrer Organisation. Jede findet andere Dokumente, und beide finden andere als Sie selbst. Melden Sie sich ab, um zurückzukommen. Dieses Angebot erhalten nur Sie auf diesem Rechner.',
      lookAs: {
        broad: 'Als {name} ansehen (weite Rechte)',
        narrow: 'Als {name} ansehen (enge Rechte)',
      },
    },
    or: 'oder',
    ended: 'Sie wurden abgemeldet. Melden Sie sich an, um dort weiterzumachen, wo Sie waren.',
    code: 'Code',
    codeTitle: 'Ihr zweiter Faktor',
    codeHelp:
      'Die sechs Ziffern, die Ihre Authentifizierungs-App zeigt, oder ein Wiederherstellungscode.',
    errors: {
      tooMany: 'Sie können es in {seconds, number} s erneut versuchen.',
      nameRequired: 'Geben Sie Ihren Namen ein.',
      emailRequired: 'Geben Sie eine gültige E-Mail-Adresse ein.',
      passwordRequired: 'Geben Sie Ihr Passwort ein.',
      passwordLength: 'Verwenden Sie {min, number} bis {max, number} Zeichen.',
      codeRequired: 'Geben Sie die sechs Ziffern oder einen Wiederherstellungscode ein.',
    },
  },
  account: {
    description: 'Wer Sie hier sind, wie Sie sich anmelden und wo Sie angemeldet sind.',
    loading: 'Ihr Konto wird geladen',
    profile: 'Profil',
    save: 'Speichern',
    saved: 'Ihr Name wurde geändert.',
    proved: 'Bestätigt am {when}',
    notProved: 'Noch nicht bestätigt',
    confirmAddress: 'E-Mail zur Bestätigung senden',
    confirmSent: 'Eine E-Mail ist zu Ihnen unterwegs.',
    confirmWritten: 'Die E-Mail liegt als Datei im Ordner „mail“ der Daten dieser Installation.',
    password: 'Passwort',
    passwordText: 'Wenn Sie es ändern, werden Sie überall sonst abgemeldet.',
    noPassword: 'Sie melden sich mit Ihrem Firmenkonto an, das hier kein Passwort hat.',
    currentPassword: 'Bisheriges Passwort',
    changePassword: 'Passwort ändern',
    passwordChanged: 'Ihr Passwort wurde geändert. Sie sind überall sonst abgemeldet.',
    sessions: 'Wo Sie angemeldet sind',
    sessionsText: 'Beenden Sie, was Sie nicht kennen, und ändern Sie dann Ihr Passwort.',
    current: 'diese hier',
    onSystem: '{browser} auf {system}',
    unknownDevice: 'Ein Programm',
    network: 'von {network}',
    lastSeen: 'zuletzt benutzt',
    end: 'Beenden',
    endOf: 'Sitzung von {device} beenden',
    endOthers: 'Alle anderen beenden',
    endOthersTitle: 'Alle anderen Sitzungen beenden?',
    endOthersText: 'Jeder andere Browser und jedes Programm muss sich neu anmelden.',
    endedOne: 'Die Sitzung wurde beendet.',
    endedOthers:
      '{count, plural, one {Eine andere Sitzung wurde beendet.} other {# andere Sitzungen wurden beendet.}}',
    secondFactor: 'Zweiter Faktor',
    secondFactorText:
      'Ein Code einer Authentifizierungs-App, nach dem zusammen mit Ihrem Passwort gefragt wird.',
    factorOff:
      'Nicht eingerichtet. Mit ihm kann sich niemand anmelden, der nur Ihr Passwort kennt.',
    factorOn: 'Eingeschaltet seit {when}',
    codesLeft:
      '{count, plural, one {Ein Wiederherstellungscode übrig} other {# Wiederherstellungscodes übrig}}',
    setUp: 'Einrichten',
    setUpTitle: 'Zweiten Faktor einrichten',
    setUpPassword:
      'Zuerst Ihr Passwort, damit das niemand sonst an einem Browser tut, den Sie offen gelassen haben.',
    continue: 'Weiter',
    scan: 'Scannen Sie dies mit Ihrer Authentifizierungs-App, oder geben Sie dort das Geheimnis ein. Geben Sie dann den Code ein, den sie zeigt.',
    qrCode: 'QR-Code mit dem Geheimnis darunter',
    secret: 'Geheimnis',
    appCodeHelp: 'Die sechs Ziffern, die die App jetzt zeigt.',
    turnOn: 'Einschalten',
    codesTitle: 'Ihre Wiederherstellungscodes',
    codesText:
      'Jeder gilt einmal anstelle eines Codes, wenn Sie Ihr Telefon verloren haben. Bewahren Sie sie bei Ihren wichtigen Unterlagen auf; sie werden nicht noch einmal gezeigt.',
    codesList: 'Wiederherstellungscodes',
    copyCodes: 'Alle kopieren',
    codesCopied: 'Wiederherstellungscodes kopiert',
    codesCopyFailed: 'Das Kopieren ist nicht gelungen. Markieren und kopieren Sie sie von Hand.',
    codesKept: 'Ich habe sie gesichert',
    renewCodes: 'Neue Wiederherstellungscodes',
    renewTitle: 'Neue Wiederherstellungscodes erzeugen?',
    renewText: 'Die alten gelten sofort nicht mehr.',
    turnOff: 'Ausschalten',
    turnOffTitle: 'Zweiten Faktor ausschalten?',
    turnOffText:
      'Dann genügt wieder Ihr Passwort allein. Dafür brauchen Sie es und einen Code noch einmal.',
    turnedOff: 'Der zweite Faktor ist ausgeschaltet.',
  },
} as const satisfies Translated<typeof enAccount>;
