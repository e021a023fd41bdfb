/** What stands in the way of a copy of the documents. */
export const deFeedProblems = {
  feed_cursor_invalid: {
    title: 'Dieser Cursor wurde nicht hier für Sie erstellt',
    remedy:
      'Senden Sie einen Cursor so, wie Sie ihn erhalten haben, mit demselben Konto oder Schlüssel. Haben Sie keinen, exportieren Sie erneut (GET /api/documents/export).',
  },
  feed_cursor_expired: {
    title: 'Was sich seit diesem Cursor geändert hat, ist nicht mehr bekannt',
    remedy:
      'Exportieren Sie erneut (GET /api/documents/export), und machen Sie mit dem Cursor in der letzten Zeile weiter.',
  },
  feed_not_supported: {
    title: 'Dieser Konnektor sagt nicht, was sich geändert hat',
    remedy: 'Verwenden Sie einen Konnektor, der „document_feed“ unter seinen Fähigkeiten nennt.',
  },
  too_many_exports: {
    title: 'Es laufen so viele Exporte, wie laufen dürfen',
    remedy: 'Warten Sie, bis einer davon endet, und versuchen Sie es dann erneut.',
  },
  webhook_exists: {
    title: 'Es wird bereits ein Programm über Änderungen informiert',
    remedy: 'Ändern Sie die vorhandene Adresse, oder entfernen Sie sie zuerst.',
  },
} as const;
