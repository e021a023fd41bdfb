import { Link } from '@tanstack/react-router';
import { ArrowLeft } from 'lucide-react';
import { Page } from '../components/page.tsx';
import { AssistantsCard } from '../features/assistants/assistants-card.tsx';
import { ConnectCard } from '../features/assistants/connect-card.tsx';
import { KeysCard } from '../features/keys/keys-card.tsx';
import { t } from '../i18n/index.ts';

const texts = t.assistants;

export function AssistantsPage() {
  return (
    <Page
      title={texts.title}
      description={texts.text}
      isNarrow
      before={
        <Link to="/settings" className="inline-flex items-center gap-1.5 text-[13px] text-muted">
          <ArrowLeft aria-hidden className="size-3.5" />
          {texts.back}
        </Link>
      }
    >
      <div className="space-y-5">
        <ConnectCard />
        <AssistantsCard />
        <KeysCard />
      </div>
    </Page>
  );
}
