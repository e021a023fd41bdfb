import { Note } from '../../components/ui/note.tsx';
import { t } from '../../i18n/index.ts';
import { breakable } from '../../lib/breakable.ts';
import { formatNames } from '../../lib/format.ts';
import { WhoseTurn } from '../runs/whose-turn.tsx';
import type { CommonCause } from './common-causes.ts';

/** One note for all that failed for one cause, in place of one on each card. */
export function CommonCauseNotes({ causes }: { causes: readonly CommonCause[] }) {
  return causes.map(({ code, connections }) => (
    <Note key={`${code} ${connections[0]?.id}`} tone="bad" role="status" className="mb-4">
      <p>
        {t.alerts.commonCause({ count: connections.length })}{' '}
        <bdi>{formatNames(connections.map(({ name }) => name))}</bdi>
      </p>
      <p>
        <b className="font-[620]">{t.problems[code].title}.</b> {breakable(t.problems[code].remedy)}
      </p>
      <p className="mt-1 text-muted">
        <WhoseTurn code={code} />
      </p>
    </Note>
  ));
}
