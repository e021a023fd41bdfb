/** What is wrong with a request, or stands in its way. */
export const deRequestProblems = {
  malformed_request: {
    title: 'Die Anfrage konnte nicht gelesen werden',
    remedy: 'Senden Sie wohlgeformtes JSON ohne NUL-Zeichen und einzelne Surrogate.',
  },
  validation_failed: {
    title: 'Felder der Anfrage fehlen oder sind falsch',
    remedy: 'Korrigieren Sie die Felder, die in „errors“ genannt sind.',
  },
  payload_too_large: { title: 'Die Anfrage ist zu groß', remedy: 'Senden Sie weniger auf einmal.' },
  unsupported_media_type: {
    title: 'Die Anfrage hat einen Inhaltstyp, der nicht angenommen wird',
    remedy: 'Senden Sie application/json.',
  },
  headers_too_large: {
    title: 'Die Kopfzeilen der Anfrage sind zu groß',
    remedy:
      'Senden Sie kleinere Kopfzeilen; wenn ein Browser sie gesendet hat, entfernen Sie die Cookies dieser Website.',
  },
  request_timed_out: {
    title: 'Die Anfrage brauchte zu lange, um anzukommen',
    remedy: 'Versuchen Sie es erneut.',
  },
  unknown_host: {
    title: 'Die Anfrage gilt einem anderen Host',
    remedy: 'Verwenden Sie die Adresse in PUBLIC_URL; ein Proxy muss deren Host weitergeben.',
  },
  invalid_signature: {
    title: 'Die Signatur der Anfrage fehlt oder ist falsch',
    remedy:
      'Prüfen Sie, ob beide Dienste dasselbe CONNECTOR_WEBHOOK_SECRET haben und ihre Uhren übereinstimmen.',
  },
  foreign_origin: {
    title: 'Die Anfrage kommt von einer anderen Website',
    remedy: 'Verwenden Sie die App unter ihrer eigenen Adresse.',
  },
  not_found: {
    title: 'Was angefragt wurde, gibt es nicht',
    remedy:
      'Prüfen Sie die Adresse und die Auswahl: Vielleicht wurde es entfernt oder umbenannt, oder das Konto darf es nicht sehen.',
  },
  method_not_allowed: {
    title: 'Diese Adresse unterstützt die Methode nicht',
    remedy: 'Die Methoden jeder Adresse stehen unter /docs.',
  },
  too_many_requests: {
    title: 'Zu viele Anfragen',
    remedy: 'Warten Sie so lange, wie Retry-After angibt, und versuchen Sie es dann erneut.',
  },
  too_many_streams: {
    title: 'Sie sind aus zu vielen Browsern verbunden',
    remedy:
      'Schließen Sie diese App, wo Sie sie nicht brauchen; dann beginnt hier die Live-Aktualisierung.',
  },
  internal_error: {
    title: 'Auf unserer Seite ist etwas schiefgegangen',
    remedy:
      'Versuchen Sie es erneut; wenn es wieder geschieht, nennen Sie dem Betreiber die Kennung der Anfrage.',
  },
  service_unavailable: {
    title: 'Der Dienst kann gerade nicht antworten',
    remedy: 'Versuchen Sie es gleich noch einmal.',
  },
  documents_unavailable: {
    title: 'Der Konnektor kann gerade keine Dokumente zeigen',
    remedy: 'Prüfen Sie, ob der Konnektor läuft und erreichbar ist.',
  },
} as const;
