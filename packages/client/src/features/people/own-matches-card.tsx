import type { PersonMatch } from '@rita/contracts';
import { useQuery } from '@tanstack/react-query';
import { Note } from '../../components/ui/note.tsx';
import { Skeleton } from '../../components/ui/skeleton.tsx';
import { t } from '../../i18n/index.ts';
import { SettingRows, SettingsCard } from '../settings/setting-rows.tsx';
import { matchInWords, matchKind } from './match-kind.ts';
import { ownMatchesQuery } from './people.queries.ts';

const texts = t.people.own;

/** How the sources know the person who looks, and what helps where they do not. */
export function OwnMatchesCard() {
  const { data, error } = useQuery(ownMatchesQuery);
  return (
    <SettingsCard title={texts.title} description={texts.text}>
      {error && <Note tone="off">{t.people.unavailable}</Note>}
      {!error && !data && <Skeleton className="h-12 w-full" />}
      {data && (
        <div className="space-y-4">
          {data.address_state !== 'proved' && <AddressNote state={data.address_state} />}
          {data.sources.length === 0 ? (
            <p className="text-muted">{texts.noSources}</p>
          ) : (
            <SettingRows
              rows={data.sources.map(({ connection_id: id, name, is_read: isRead }) => ({
                label: name,
                ...(isRead
                  ? matchRow(data, data.matches[id])
                  : { value: t.people.notRead({ source: name }) }),
              }))}
            />
          )}
        </div>
      )}
    </SettingsCard>
  );
}

type State = 'proved' | 'not_proved' | 'single_sign_on_only';

function matchRow(data: { address_state: State }, match: PersonMatch | undefined) {
  const kind = matchKind(data, match);
  const value = matchInWords(data, match);
  // What is missing of the address is told above, once.
  return kind === 'none' || kind === 'ambiguous' ? { value, help: texts[kind] } : { value };
}

/** The profile above it has the way to confirm the address. */
function AddressNote({ state }: { state: Exclude<State, 'proved'> }) {
  return (
    <Note tone="warn">
      <p className="font-semibold">{texts[state]}</p>
      <p>{texts[`${state}Text`]}</p>
    </Note>
  );
}
