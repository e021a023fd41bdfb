import type { enCredentialLinks } from './en-credential-links.ts';
import type { Translated } from './texts.ts';

export const deCredentialLinks = {
  askSomebody: {
    title: 'Hat jemand anderes die Zugangsdaten?',
    text: 'Fragen Sie mit einem Link: Das Geheimnis wird ohne Konto eingegeben, und Sie sehen es nie.',
    how: 'Wer den Link hat, kann die Zugangsdaten dieser Verbindung eingeben, nur für diese Adresse, und nichts lesen. Senden Sie ihn sonst niemandem.',
    ask: 'Jemand anderen fragen',
    show: 'Link verwalten',
    make: 'Link erstellen',
    makeAnother: 'Neuen Link erstellen',
    another:
      'Zur Sicherheit wird ein offener Link nicht noch einmal gezeigt. Ein neuer macht ihn ungültig.',
    once: 'Kopieren Sie den Link jetzt: Er wird nur dieses eine Mal gezeigt.',
    link: 'Link zum Versenden',
    days: 'Gültig für',
    dayCount: '{count, plural, one {# Tag} other {# Tage}}',
    revoke: 'Link zurücknehmen',
    made: 'Link erstellt von {name}: {when}.',
    notOpened: 'Noch nicht geöffnet.',
    opened: 'Geöffnet: {when}.',
    expires: 'Läuft ab: {when}.',
    ends: {
      used: 'Der Link wurde benutzt, und der Zugang ist nachgewiesen.',
      expired: 'Der letzte Link ist abgelaufen.',
      revoked: 'Der letzte Link wurde zurückgenommen.',
      superseded: 'Der letzte Link wurde ersetzt.',
      address_changed: 'Der letzte Link gilt nicht mehr, da die Adresse geändert wurde.',
      maker_gone:
        'Der letzte Link gilt nicht mehr, da die Person, die ihn erstellt hat, hier nichts mehr einrichten darf.',
    },
  },
  enterCredentials: {
    title: '{organization} bittet um Zugangsdaten',
    text: '{name} von {organization} bittet Sie, die Zugangsdaten einer Datenquelle einzugeben, damit der Assistent der Organisation diese Quelle lesen darf.',
    sealed:
      'Die Zugangsdaten werden in diesem Browser für den Konnektor versiegelt, der die Quelle liest. Weder diese App noch {name} kann sie lesen.',
    expires: 'Der Link gilt bis {when}, oder bis der Zugang nachgewiesen ist.',
    goesTo: 'Wohin die Zugangsdaten gehen',
    source: 'Datenquelle',
    send: 'Versiegeln und senden',
    sendPlain: 'Senden',
    notAccepted: 'Die Zugangsdaten wurden nicht angenommen',
    tryAgain: 'Sie können es erneut versuchen.',
    usedTitle: 'Der Zugang ist nachgewiesen',
    usedText:
      'Vielen Dank. Der Konnektor bewahrt die Zugangsdaten jetzt auf, und der Link ist verbraucht. Sie können diese Seite schließen.',
    goneTitle: 'Dieser Link führt nirgendwohin',
    goneText:
      'Öffnen Sie den Link noch einmal so, wie er Ihnen gesendet wurde. Hilft das nicht, bitten Sie die Person, die ihn gesendet hat, um einen neuen.',
  },
} as const satisfies Translated<typeof enCredentialLinks>;
