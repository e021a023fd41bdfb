import { type ReactNode, useId } from 'react';
import { Card, CardBody, CardHeader } from '../../components/ui/card.tsx';

type SettingsCardProps = { title: string; description?: string; children: ReactNode };

/** A titled panel of the settings page. */
export function SettingsCard({ title, description, children }: SettingsCardProps) {
  const id = useId();
  return (
    <Card aria-labelledby={id}>
      <CardHeader>
        <div>
          <h2 id={id}>{title}</h2>
          {description && <p className="text-[13px] text-muted">{description}</p>}
        </div>
      </CardHeader>
      <CardBody>{children}</CardBody>
    </Card>
  );
}

export type SettingRow = { label: string; value: ReactNode; help?: ReactNode };

/** Names and values, as a definition list. */
export function SettingRows({ rows }: { rows: readonly SettingRow[] }) {
  return (
    <dl className="space-y-3">
      {rows.map(({ label, value, help }) => (
        <div key={label} className="sm:grid sm:grid-cols-[160px_minmax(0,1fr)] sm:gap-4">
          <dt className="text-[13px] text-muted">{label}</dt>
          <dd className="[overflow-wrap:anywhere]">
            {value}
            {help && <p className="text-xs text-muted">{help}</p>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
