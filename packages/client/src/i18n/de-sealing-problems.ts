/** Why a secret cannot be sent, or was not taken. */
export const deSealingProblems = {
  sealing_required: {
    title: 'Zugangsdaten werden nur versiegelt angenommen',
    remedy:
      'Verwenden Sie das Formular der Seite, das sie im Browser versiegelt, oder versiegeln Sie sie für den Schlüssel des Konnektors. Unversiegelte kann nur der Betreiber zulassen, für einen Konnektor ohne Schlüssel: SEALED_CREDENTIALS=optional.',
  },
  sealing_impossible: {
    title: 'Diese Seite kann Zugangsdaten nicht versiegeln',
    remedy:
      'Browser versiegeln nur mit https und auf localhost. Öffnen Sie die App unter einer solchen Adresse.',
  },
  connector_key_unavailable: {
    title: 'Der Konnektor ist nicht erreichbar, daher kann nichts für ihn versiegelt werden',
    remedy:
      'Nichts wurde gesendet. Alle paar Sekunden wird erneut gefragt; was Sie eingegeben haben, bleibt hier.',
  },
  connector_key_missing: {
    title: 'Der Konnektor bietet keinen signierten Schlüssel zum Versiegeln an',
    remedy:
      'Verwenden Sie eine neuere Version des Konnektors. Für einen, der gar keine Schlüssel hat, kann der Betreiber unversiegelte Zugangsdaten zulassen: SEALED_CREDENTIALS=optional.',
  },
  connector_key_invalid: {
    title: 'Der angebotene Schlüssel zum Versiegeln wurde nicht vom Konnektor signiert',
    remedy:
      'Nichts wurde gesendet. Vielleicht hat jemand zwischen dieser Seite und dem Konnektor den Schlüssel geändert: Vergleichen Sie ihn mit `npm run connector-key`.',
  },
  connector_key_untrusted: {
    title:
      'Der angebotene Schlüssel zum Versiegeln gehört zu einem anderen Konnektor als dem, dem vertraut wird',
    remedy:
      'Nichts wurde gesendet. Wenn der Konnektor neu eingerichtet wurde, vergleichen Sie `npm run connector-key` mit dem, was die Seite zeigt, und setzen Sie CONNECTOR_ROOT_KEY der App.',
  },
  connector_key_expired: {
    title: 'Der angebotene Schlüssel zum Versiegeln ist veraltet',
    remedy:
      'Nichts wurde gesendet. Prüfen Sie, ob die Uhren der App und des Konnektors übereinstimmen.',
  },
  sealed_credentials_expired: {
    title: 'Die versiegelten Zugangsdaten kamen zu spät',
    remedy: 'Sie gelten zehn Minuten. Geben Sie die Zugangsdaten noch einmal ein.',
  },
  sealed_credentials_misdirected: {
    title: 'Die Zugangsdaten wurden für etwas anderes versiegelt, als angefragt wurde',
    remedy:
      'Sie lassen sich nur für Adresse, Konto, Verbindung und Person öffnen, für die sie eingegeben wurden. Sehen Sie die Einstellungen an, die inzwischen jemand geändert haben kann, und geben Sie die Zugangsdaten noch einmal ein.',
  },
  sealed_credentials_unknown_key: {
    title: 'Die Zugangsdaten wurden für einen Schlüssel versiegelt, den der Konnektor nicht hat',
    remedy:
      'Der Konnektor hat vielleicht neue Schlüssel. Laden Sie die Seite neu, und geben Sie die Zugangsdaten noch einmal ein.',
  },
  sealed_credentials_unreadable: {
    title: 'Die versiegelten Zugangsdaten ließen sich nicht öffnen',
    remedy:
      'Sie wurden unterwegs beschädigt oder geändert. Geben Sie die Zugangsdaten noch einmal ein.',
  },
  sealed_credentials_outdated: {
    title: 'Die Zugangsdaten wurden in einer Form versiegelt, die nicht mehr angenommen wird',
    remedy:
      'Laden Sie die Seite neu, und geben Sie die Zugangsdaten noch einmal ein; App und Konnektor brauchen dieselbe Version.',
  },
} as const;
