import { useQuery } from '@tanstack/react-query';
import { UserRoundPlus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../components/ui/button.tsx';
import { t } from '../../i18n/index.ts';
import { AskDialog, type AskProps } from './ask-dialog.tsx';
import { credentialLinkQuery } from './credential-links.queries.ts';
import { LinkState } from './link-state.tsx';

/** For whoever does not have the credentials: asks somebody who does, and tells how far that has come. */
export function AskSomebody({ connection, changes }: AskProps) {
  const [isAsking, setIsAsking] = useState(false);
  const { data: link } = useQuery(credentialLinkQuery(connection.id, connection.version));
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2 border-t border-line pt-4 text-[13px]">
      <div className="min-w-0 flex-1 basis-56">
        <p className="font-semibold">{t.askSomebody.title}</p>
        {link ? <LinkState link={link} /> : <p className="text-muted">{t.askSomebody.text}</p>}
      </div>
      <Button onClick={() => setIsAsking(true)}>
        <UserRoundPlus aria-hidden />
        {link?.end_reason === null ? t.askSomebody.show : t.askSomebody.ask}
      </Button>
      <AskDialog
        isOpen={isAsking}
        onClose={() => setIsAsking(false)}
        connection={connection}
        changes={changes}
        link={link ?? null}
      />
    </div>
  );
}
