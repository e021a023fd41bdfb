import type { enConfigure } from './en-configure.ts';
import type { Translated } from './texts.ts';

export const deConfigure = {
  title: '{source} verbinden',
  editTitle: '{source} einrichten',
  intro:
    'Drei kurze Schritte. Sie können jederzeit gehen; nichts gilt als bereit, bevor der Zugang nachgewiesen ist.',
  back: 'Zurück zu {name}',
  readOnly: 'Nur Eigentümer und Admins Ihrer Organisation können eine Datenquelle einrichten.',
  steps: { where: 'Adresse', access: 'Zugang', choose: 'Auswahl' },
  stepOf: 'Schritt {step, number} von 3: {name}',
  stepsLabel: 'Schritte',
  stepDone: 'erledigt',
  next: 'Weiter',
  previous: 'Zurück',
  more: 'Weitere Optionen',
  needTitle: 'Bevor Sie beginnen',
  method: 'Wie der Zugang nachgewiesen wird',
  createSecret: 'In der Quelle erstellen',
  show: '{label} zeigen',
  hide: '{label} verbergen',
  held: 'Der Konnektor bewahrt einen Wert seit {since} auf; lassen Sie das Feld leer, um ihn zu behalten.',
  secretNeededAgain:
    'Adresse oder Konto weichen von dem ab, was geprüft wurde. Daher müssen die Zugangsdaten noch einmal eingegeben werden. Sie werden nie an eine Adresse gesendet, für die sie nicht eingegeben wurden.',
  sealed:
    'In diesem Browser versiegelt für den Konnektor {connector}, nur für diese Adresse und dieses Konto. Diese App kann Ihre Eingabe nicht lesen. Schlüssel: ',
  notPinned: 'Der Betreiber hat diesen Schlüssel nicht festgelegt.',
  notSealed:
    'Nicht versiegelt: Der Betreiber dieser App lässt das zu, da dieser Konnektor keinen Schlüssel hat. Gesendet wird über diese App und den signierten Webhook an den Konnektor; die App speichert nichts davon, könnte es aber lesen.',
  verify: 'Prüfen',
  verifyAgain: 'Erneut prüfen',
  verifying: 'Wird geprüft…',
  cancelVerification: 'Abbrechen',
  mayLeave:
    'Sie können diese Seite verlassen; die Prüfung läuft weiter und ist hier, wenn Sie zurückkommen.',
  mayLeaveDeadline: 'Ohne Ergebnis endet sie von selbst ({time}).',
  cancelledTitle: 'Die Prüfung wurde abgebrochen',
  cancelledText: 'Nichts wurde geändert. Was Sie eingegeben haben, ist noch da.',
  failedCheck: 'Fehlgeschlagene Prüfung: {check}',
  failedKept: 'Was Sie eingegeben haben, ist noch da; es bleibt nur auf dieser Seite.',
  passed: 'Der Zugang ist nachgewiesen',
  passedText: 'Wählen Sie jetzt aus, was Ihr Assistent lesen darf.',
  driverMissingTitle: 'Dieser Konnektor kann {source} noch nicht lesen',
  driverMissingText:
    'Sie können das Formular ansehen und ausfüllen. Die Prüfung muss aber auf einen Konnektor warten, der das kann.',
  sampleTitle: 'Möchten Sie sich nur umsehen?',
  sampleText:
    'Neben dieser App läuft eine Beispiel-Website mit erfundenen Inhalten und Zugangsdaten.',
  sampleAbout: {
    'A made-up company that sells tea: about 300 pages of engineering, operations, people and product knowledge.':
      'Eine erfundene Firma, die Tee verkauft: etwa 300 Seiten über Technik, Betrieb, Personal und Produkte.',
    'The service desk of the same company: about 140 knowledge articles and 60 incidents.':
      'Der Service Desk derselben Firma: etwa 140 Wissensartikel und 60 Incidents.',
    'Libraries and intranet pages of the same company: Word, PowerPoint, Excel, PDF and text files.':
      'Bibliotheken und Intranetseiten derselben Firma: Word, PowerPoint, Excel, PDF und Textdateien.',
    'A SearXNG server over a made-up web of about 160 pages on tea: brewing, customs, freight and food rules.':
      'Ein SearXNG-Server über einem erfundenen Web aus etwa 160 Seiten über Tee: Zubereitung, Zoll, Fracht und Lebensmittelrecht.',
  },
  sampleUse: 'Mit einer Beispiel-Website ausprobieren',
  sampleUseNamed: 'Mit {name} ausprobieren',
  sampleFilled: 'Mit den erfundenen Zugangsdaten des Beispiels ausgefüllt. Drücken Sie „Prüfen“.',
  everything: 'Alles, was das Konto lesen darf',
  everythingHelp: 'Auch was später hinzukommt.',
  optionsCount: '{label}: {count, number}',
  withCount: '{name}\u00a0· {things}',
  everythingCount: '{options}. Auch was später hinzukommt.',
  onlyChosen: 'Nur was ich auswähle',
  onlyChosenHelp: 'Neues bleibt außen vor, bis Sie es auswählen.',
  search: 'In „{label}“ suchen',
  selectAll: 'Alle auswählen',
  selectNone: 'Keine auswählen',
  selectFound: 'Die {count, number} gefundenen auswählen',
  chosenCount: '{chosen, number} von {all, number} ausgewählt',
  nothingChosen:
    'Noch ist nichts ausgewählt. Wählen Sie mindestens eins aus, oder wählen Sie oben alles.',
  gone: 'nicht mehr angeboten',
  goneHelp:
    'Früher ausgewählt, aber die letzte Prüfung hat es nicht gefunden. Es bleibt, bis Sie es herausnehmen.',
  nothingMatches: 'Nichts passt zu „{query}“.',
  showMore: '{count, number} weitere zeigen',
  noOptions:
    'Die letzte Prüfung hat nichts zur Auswahl gefunden. Alles Lesbare wird synchronisiert.',
  listHint: 'Eingeben, dann Eingabetaste',
  add: 'Hinzufügen',
  remove: '{item} entfernen',
  addTable: 'Tabelle hinzufügen',
  tableName: 'Tabelle',
  tableQuery: 'Abfrage',
  tableQueryOf: 'Abfrage für {table}',
  tableAccess: {
    label: 'Wer ihre Datensätze findet',
    labelOf: 'Wer die Datensätze von {table} findet',
    choices: {
      nobody: 'Niemand findet sie',
      role: 'Alle mit einer Rolle',
      group: 'Alle einer Gruppe',
      record_people: 'Alle darin Genannten',
      matched: 'Alle mit einem Konto',
    },
    about: {
      record_people:
        'Wer anruft, wer ihn eröffnet hat, wer ihn bearbeitet, wer ihn beobachtet, und die Mitglieder seiner Gruppe.',
      matched: 'Alle Datensätze, worum es darin auch geht.',
    },
    role: 'Name der Rolle',
    group: 'Gruppe',
    groupId: 'sys_id der Gruppe',
    pickGroup: 'Gruppe wählen',
  },
  ownersOnly: 'Was hier grau ist, kann nur ein Eigentümer wählen.',
  opensMore:
    'Damit finden Personen mehr als mit dem gespeicherten Stand. Das kann nur ein Eigentümer speichern.',
  restored:
    'Was Sie hier eingegeben hatten, ist wieder da, außer Geheimnissen: Die werden nie aufbewahrt. Es ist noch nicht gespeichert.',
  discard: 'Verwerfen',
  choose: 'Bitte wählen',
  notSet: 'Keine Angabe',
  save: 'Speichern',
  saveAndSync: 'Speichern und jetzt synchronisieren',
  saveProblem: 'Das Speichern ist nicht gelungen',
  syncProblem: 'Gespeichert, aber die Synchronisierung konnte nicht gestartet werden',
  conflictTitle: 'Diese Verbindung wurde inzwischen anderswo geändert',
  conflictText: 'Von Ihren Eingaben ist noch nichts gespeichert. Das hat sich geändert:',
  conflictKeep: 'Meine Änderungen zusätzlich speichern',
  conflictTake: 'Mit dem anderen Stand neu beginnen',
  before: 'vorher',
  now: 'jetzt',
  leave: 'Sie sehen nicht den neuesten Stand dieser Seite.',
  notVerified: 'Der Zugang muss nachgewiesen sein, bevor Sie auswählen können.',
  errors: {
    required: 'Bitte füllen Sie „{label}“ aus.',
    chooseOne:
      '{label}: Wählen Sie mindestens eins aus, oder wählen Sie alles, was das Konto lesen darf.',
    neededToSync:
      '„{label}“: Fügen Sie mindestens einen Eintrag hinzu, denn ohne ihn hat eine Synchronisierung nichts zu lesen. Oder wählen Sie „Nur auf Anforderung“, und speichern Sie ohne zu synchronisieren.',
    tooLong: '{label}: höchstens {max, plural, one {# Zeichen} other {# Zeichen}}.',
    tooMany: '{label}: höchstens {max, plural, one {# Eintrag} other {# Einträge}}.',
    tooLarge: '{label} darf höchstens {max, number} sein.',
    tooSmall: '{label} muss mindestens {min, number} sein.',
    email: 'Geben Sie eine vollständige E-Mail-Adresse ein, zum Beispiel name@firma.de.',
    number: 'Geben Sie für „{label}“ eine Zahl ein.',
    invalid: '{label} hat nicht die richtige Form.',
  },
  rules: {
    'is required': '{label} wird benötigt.',
    'must be an http(s) address without user name and password':
      '{label} muss eine http(s)-Adresse ohne Benutzernamen und Passwort sein.',
    'must be a sys_id': '{label} muss eine sys_id sein.',
    'must be the name of a table': '{label} muss der Name einer Tabelle sein.',
    'must be the name of a role': '{label} muss der Name einer Rolle sein.',
    'must be the sys_id of a group': '{label} muss die sys_id einer Gruppe sein.',
    'must name the role whose people may find the records':
      '{label}: Nennen Sie die Rolle, deren Personen die Datensätze finden dürfen.',
    'must name the group whose members may find the records':
      '{label}: Nennen Sie die Gruppe, deren Mitglieder die Datensätze finden dürfen.',
    'must name each table once; join two queries of a table with ^NQ':
      '{label} darf jede Tabelle nur einmal nennen; verbinden Sie zwei Abfragen einer Tabelle mit ^NQ.',
    'must be a file ending': '{label} muss eine Dateiendung sein.',
    'must be the object id of a group': '{label} muss die Objekt-ID einer Gruppe sein.',
    'must be PEM text with the certificate and its private key':
      '{label} muss PEM-Text mit dem Zertifikat und seinem privaten Schlüssel sein.',
    'must be a domain': '{label} muss eine Domain sein.',
    'must be a language like en or de-CH': '{label} muss eine Sprache wie en oder de-CH sein.',
  },
} as const satisfies Translated<typeof enConfigure>;
