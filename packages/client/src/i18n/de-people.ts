import type { enPeople } from './en-people.ts';
import type { Translated } from './texts.ts';

export const dePeople = {
  people: {
    known:
      '{known, number} von {all, plural, one {# Person ist} other {# Personen sind}} bei {source} bekannt',
    notRead: 'Die Personen von {source} wurden noch nicht eingelesen',
    summaryTitle: 'In Ihren Quellen bekannt',
    summaryText:
      'Personen finden Dokumente als das Konto, das sie in der Quelle haben. Wer dort nicht bekannt ist, findet nur, was für alle da ist.',
    noSources: 'Noch ist keine Quelle verbunden, die Personen kennt.',
    unavailable: 'Wie Mitglieder in den Quellen bekannt sind, lässt sich gerade nicht zeigen.',
    atSources: '{name} in den Quellen',
    evidence: {
      address: 'anhand der Adresse',
      looked_up: 'anhand der Adresse nachgeschlagen',
      assigned: 'von einem Eigentümer zugewiesen',
    },
    account: '{account}, {evidence}',
    ambiguous: '{count, plural, one {# Konto hat} other {# Konten haben}} die Adresse der Person',
    kinds: {
      none: 'Nicht bekannt',
      ambiguous: 'Mehrere Konten haben die Adresse der Person',
      not_proved: 'Adresse nicht bestätigt',
      single_sign_on_only: 'Zählt nur mit Single Sign-on',
    },
    means: {
      none: 'Kein aktives Konto dort hat diese Adresse. Die Person findet nur, was für alle da ist.',
      ambiguous:
        'Die Adresse gehört dort zu mehreren aktiven Konten. Daher zählt keines davon, und die Person findet nur, was für alle da ist.',
      not_proved:
        'Noch ist nicht bestätigt, dass die Adresse der Person gehört. Daher wird kein Konto gesucht. Bestätigen kann sie die Person auf ihrer Kontoseite.',
      single_sign_on_only:
        'Ihre Organisation hat diese Domain als ihre nachgewiesen: Adressen darin zählen für Personen, die über den Identitätsanbieter der Organisation kommen.',
    },
    assign: 'Konto zuweisen',
    change: 'Ändern',
    assignTitle: 'Welches Konto bei {source} gehört {name}?',
    assignText:
      'Die Person wird finden, was dieses Konto dort lesen darf. Die Wahl wird im Aktivitätsprotokoll festgehalten, und Sie können sie zurücknehmen.',
    search: 'Name oder Adresse in der Quelle',
    searching: 'Wird gesucht…',
    noAccounts: 'Kein Konto passt.',
    inactive: 'nicht aktiv: findet nichts',
    choose: '{account} zuweisen',
    takeBack: 'Zuweisung zurücknehmen',
    assigned: '{name} hat jetzt ein Konto bei {source}.',
    takenBack: '{name} ist bei {source} wieder anhand der Adresse bekannt, wenn überhaupt.',
    own: {
      title: 'Wie die Quellen Sie kennen',
      text: 'Sie finden die Dokumente, die Ihr Konto in der Quelle öffnen darf, und was für alle da ist.',
      none: 'Sie sind dort nicht bekannt: Kein aktives Konto hat Ihre Adresse. Bitten Sie einen Eigentümer, Ihnen eines zuzuweisen.',
      ambiguous:
        'Mehrere Konten dort haben Ihre Adresse, daher zählt keines davon. Wenden Sie sich an einen Eigentümer.',
      not_proved: 'Bestätigen Sie zuerst Ihre Adresse',
      not_provedText:
        'Solange nicht bestätigt ist, dass die Adresse Ihnen gehört, wird kein Konto gesucht, und Sie finden nur, was für alle da ist.',
      single_sign_on_only: 'Melden Sie sich mit Ihrem Firmenkonto an',
      single_sign_on_onlyText:
        'Ihre Organisation hat die Domain Ihrer Adresse als ihre nachgewiesen. Daher zählt sie nur, wenn der Identitätsanbieter für Sie bürgt.',
      noSources: 'Noch ist keine Quelle verbunden, die Personen kennt.',
    },
  },
  domains: {
    title: 'Ihre E-Mail-Domains',
    text: 'Weisen Sie nach, dass eine Domain Ihnen gehört; dann zählen Adressen darin nur für Personen, für die Ihr Identitätsanbieter bürgt. Ein Konto mit Passwort und einer solchen Adresse findet nur, was für alle da ist.',
    add: 'Domain hinzufügen',
    domain: 'Domain',
    placeholder: 'example.com',
    addButton: 'Hinzufügen',
    record: 'TXT-Eintrag der Domain',
    recordHelp:
      'Fügen Sie diesen Eintrag im DNS der Domain hinzu, und prüfen Sie ihn dann. Es kann eine Weile dauern, bis er zu sehen ist.',
    copy: 'Eintrag kopieren',
    copied: 'Eintrag kopiert',
    copyFailed: 'Der Eintrag konnte nicht kopiert werden. Markieren und kopieren Sie ihn von Hand.',
    check: 'Jetzt prüfen',
    checkOf: '{domain} jetzt prüfen',
    remove: 'Entfernen',
    removeOf: '{domain} entfernen',
    removeTitle: '{domain} entfernen?',
    removeText:
      'Adressen darin zählen wieder wie alle anderen: für alle, die ihre per E-Mail bestätigt haben.',
    states: {
      waiting: 'Noch nicht nachgewiesen',
      proved: 'Nachgewiesen {when}',
      lapsed: 'Eintrag fehlt',
    },
    lapsedText: 'Adressen dieser Domain zählen nur, wo der Anbieter sagt, dass er sie geprüft hat.',
    absent: 'Der Eintrag war nicht da ({when}).',
    unanswered: 'Die Nameserver haben nicht geantwortet ({when}).',
    none: 'Noch keine. Solange das so ist, zählt jede Adresse, die per E-Mail bestätigt ist.',
    invalid: 'Geben Sie eine Domain ein, zum Beispiel example.com.',
    removed: '{domain} wurde entfernt.',
  },
} as const satisfies Translated<typeof enPeople>;
