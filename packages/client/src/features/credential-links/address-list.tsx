import { t } from '../../i18n/index.ts';
import { describeSource } from '../../lib/describe-source.ts';
import { DOT } from '../../lib/dot.ts';
import type { Asked } from './use-entering.ts';

/** Where the secret goes, as the link says it; the account is left to the form. */
export function AddressList({ asked }: { asked: Asked }) {
  const source = describeSource(asked.connection_type);
  const parts = Object.entries(asked.settings).flatMap(([key, value]) => {
    const hint = source.settingFields[key];
    if (hint?.step === 'access') return [];
    const choice = hint?.choices?.find((one) => one.value === value);
    return [{ key, label: hint?.label ?? key, text: choice?.label ?? String(value) }];
  });
  return (
    <dl
      aria-label={t.enterCredentials.goesTo}
      className="space-y-2 rounded-control border border-line bg-sunken px-3 py-2.5 text-[13px]"
    >
      <div>
        <dt className="text-xs text-muted">{t.enterCredentials.source}</dt>
        <dd className="font-semibold">
          {source.name}
          {asked.connection_name !== source.name && (
            <>
              {DOT}
              <bdi>{asked.connection_name}</bdi>
            </>
          )}
        </dd>
      </div>
      {parts.map(({ key, label, text }) => (
        <div key={key}>
          <dt className="text-xs text-muted">{label}</dt>
          <dd className="font-semibold [overflow-wrap:anywhere]">
            <bdi>{text}</bdi>
          </dd>
        </div>
      ))}
    </dl>
  );
}
