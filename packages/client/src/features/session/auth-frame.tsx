import { KeyRound, LifeBuoy, ListChecks } from 'lucide-react';
import { type ReactNode, useEffect } from 'react';
import { t } from '../../i18n/index.ts';
import { LanguageChoice } from '../settings/language-choice.tsx';

const ICONS = [KeyRound, ListChecks, LifeBuoy] as const;

type AuthFrameProps = { title: string; description?: ReactNode; children: ReactNode };

/** Frame of the pages before signing in: the form, and beside it what the product promises. */
export function AuthFrame({ title, description, children }: AuthFrameProps) {
  useEffect(() => {
    document.title = `${title} · ${t.common.appName}`;
  }, [title]);
  return (
    <div className="grid min-h-dvh lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
      <main className="flex flex-col px-5 py-8 sm:px-10">
        <div className="flex flex-wrap items-center justify-between gap-3">
          <Brand />
          <LanguageChoice className="w-44" />
        </div>
        <div className="m-auto w-full max-w-[380px] py-10">
          <h1 className="text-[24px]">{title}</h1>
          {description && <div className="mt-1.5 text-muted">{description}</div>}
          <div className="mt-6">{children}</div>
        </div>
      </main>
      <section
        aria-label={t.session.tagline}
        className="hidden border-s border-line bg-sunken lg:flex"
      >
        <div className="m-auto max-w-[440px] p-10">
          <p className="text-[24px] leading-tight font-[640] tracking-[-0.015em] rtl:tracking-normal">
            {t.session.tagline}
          </p>
          <ul className="mt-8 space-y-5">
            {t.session.points.map((point, index) => (
              <Point key={point.title} icon={ICONS[index] ?? KeyRound} {...point} />
            ))}
          </ul>
        </div>
      </section>
    </div>
  );
}

function Brand() {
  return (
    <p className="flex items-center gap-2.5 font-semibold">
      <img src="/favicon.svg" alt="" className="size-7" />
      {t.common.appName}
    </p>
  );
}

type PointProps = { icon: typeof KeyRound; title: string; text: string };

function Point({ icon: Icon, title, text }: PointProps) {
  return (
    <li className="flex gap-3.5">
      <span className="grid size-9 shrink-0 place-items-center rounded-[10px] border border-line bg-surface text-brand-text">
        <Icon aria-hidden className="size-[18px]" />
      </span>
      <div>
        <p className="font-semibold">{title}</p>
        <p className="text-muted">{text}</p>
      </div>
    </li>
  );
}
