import type { Domain } from '@rita/contracts';
import { BadgeCheck, Clock, Copy, TriangleAlert } from 'lucide-react';
import { EndButton } from '../../components/end-button.tsx';
import { ProblemNote } from '../../components/problem-note.tsx';
import { useToast } from '../../components/toasts.tsx';
import { Badge } from '../../components/ui/badge.tsx';
import { Button } from '../../components/ui/button.tsx';
import { Input } from '../../components/ui/input.tsx';
import { t } from '../../i18n/index.ts';
import { formatDay, formatRelative } from '../../lib/format.ts';
import { useNow } from '../../lib/use-now.ts';
import { useCheckDomain, useRemoveDomain } from './domains.queries.ts';

const texts = t.domains;

/** One domain: whether it is proved, the record that it takes, and what can be done. */
export function DomainRow({ domain }: { domain: Domain }) {
  const check = useCheckDomain();
  const isFound = domain.finding === 'found';
  return (
    <li className="space-y-2.5 border-t border-line px-3 py-3 first:border-t-0">
      <div className="flex flex-wrap items-center gap-2">
        <p className="min-w-0 flex-1 basis-52 font-[550] [overflow-wrap:anywhere]">
          {domain.domain}
        </p>
        <State domain={domain} />
      </div>
      {!isFound && <Record domain={domain} />}
      <LastCheck domain={domain} />
      <div className="flex flex-wrap gap-2">
        <Button
          size="small"
          aria-label={texts.checkOf({ domain: domain.domain })}
          isBusy={check.isPending}
          onClick={() => check.mutate(domain.id)}
        >
          {texts.check}
        </Button>
        <RemoveButton domain={domain} />
      </div>
      {check.error && <ProblemNote error={check.error} />}
    </li>
  );
}

function State({ domain }: { domain: Domain }) {
  const provedAt = domain.proved_at;
  if (provedAt === null) {
    return (
      <Badge tone="off" icon={Clock}>
        {texts.states.waiting}
      </Badge>
    );
  }
  if (domain.finding === 'absent') {
    return (
      <Badge tone="warn" icon={TriangleAlert}>
        {texts.states.lapsed}
      </Badge>
    );
  }
  return (
    <Badge tone="ok" icon={BadgeCheck}>
      {texts.states.proved({ when: formatDay(provedAt, Date.now()) })}
    </Badge>
  );
}

function Record({ domain: { record } }: { domain: Domain }) {
  const showToast = useToast();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(record);
      showToast(texts.copied);
    } catch {
      showToast(texts.copyFailed, 'warn');
    }
  };
  return (
    <div>
      <p className="text-xs text-muted">{texts.recordHelp}</p>
      <div className="mt-1.5 flex gap-2">
        <Input
          readOnly
          value={record}
          aria-label={texts.record}
          className="font-mono text-[13px]"
          onFocus={(event) => event.target.select()}
        />
        <Button size="icon" aria-label={texts.copy} onClick={copy} className="size-9!">
          <Copy aria-hidden />
        </Button>
      </div>
    </div>
  );
}

function LastCheck({ domain }: { domain: Domain }) {
  const now = useNow();
  const { finding, checked_at: at, proved_at: provedAt } = domain;
  if (at === null || finding === null || finding === 'found') return null;
  return (
    <p role="status" className="text-xs text-warn">
      {texts[finding]({ when: formatRelative(at, now) })}
      {finding === 'absent' && provedAt !== null && ` ${texts.lapsedText}`}
    </p>
  );
}

function RemoveButton({ domain: { id, domain } }: { domain: Domain }) {
  const remove = useRemoveDomain();
  const words = {
    ...{ end: texts.remove, endOf: texts.removeOf({ domain }) },
    ...{ title: texts.removeTitle({ domain }), text: texts.removeText },
  };
  return (
    <EndButton
      words={words}
      button={{ variant: 'ghost', size: 'small' }}
      request={remove}
      onEnd={(onEnded) =>
        remove.mutate(id, { onSuccess: () => onEnded(texts.removed({ domain })) })
      }
    />
  );
}
