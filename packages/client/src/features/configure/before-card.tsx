import type { DataSourceType, SampleSource } from '@rita/contracts';
import { useQuery } from '@tanstack/react-query';
import { FlaskConical } from 'lucide-react';
import { Button } from '../../components/ui/button.tsx';
import { Card, CardBody, CardHeader } from '../../components/ui/card.tsx';
import { t } from '../../i18n/index.ts';
import { textFor } from '../../i18n/text-for.ts';
import { describeSource } from '../../lib/describe-source.ts';
import { sampleSourcesQuery } from '../connection/connector.queries.ts';

type BeforeCardProps = { type: DataSourceType; onSample: (sample: SampleSource) => void };

/** What will be needed, and the sample site where there is one. */
export function BeforeCard({ type, onSample }: BeforeCardProps) {
  const { data: samples = [] } = useQuery(sampleSourcesQuery);
  const offered = samples.filter((sample) => sample.type === type);
  return (
    <Card>
      <CardHeader>
        <h2>{t.configure.needTitle}</h2>
      </CardHeader>
      <CardBody className="text-[13px] text-muted">{describeSource(type).needs}</CardBody>
      {offered.length > 0 && (
        <div className="space-y-2.5 border-t border-line p-[18px] text-[13px]">
          <h3>{t.configure.sampleTitle}</h3>
          <p className="text-muted">{t.configure.sampleText}</p>
          {offered.map((sample) => (
            <div key={`${sample.name} ${String(sample.settings.url)}`}>
              <Button onClick={() => onSample(sample)}>
                <FlaskConical aria-hidden />
                {offered.length === 1
                  ? t.configure.sampleUse
                  : t.configure.sampleUseNamed({ name: sample.name })}
              </Button>
              <p className="mt-1.5 text-xs text-muted">{aboutSample(sample)}</p>
            </div>
          ))}
        </div>
      )}
    </Card>
  );
}

function aboutSample({ description }: SampleSource): string {
  return textFor(t.configure.sampleAbout, description) ?? description;
}
