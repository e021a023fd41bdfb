import { PROBLEMS, type ProblemCode } from '@rita/contracts';
import { t } from '../../i18n/index.ts';
import { useMayWrite } from '../session/session.queries.ts';

/** “Whose turn: you”; for members, who can change nothing here, the owners and admins who can. */
export function WhoseTurn({ code }: { code: ProblemCode }) {
  const mayWrite = useMayWrite();
  const { turn } = PROBLEMS[code];
  return (
    <>
      {t.turn.label}{' '}
      <b className="font-semibold text-fg">
        {t.turn[turn === 'you' && !mayWrite ? 'admins' : turn]}
      </b>
    </>
  );
}
