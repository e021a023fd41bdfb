import { type ReactNode, useEffect, useRef } from 'react';
import { t } from '../i18n/index.ts';
import { classNames } from './ui/class-names.ts';

type PageProps = {
  /** The h1, and the title of the browser's tab. */
  title: string;
  /** Shown in place of `title` in the h1, when that is more than text. */
  heading?: ReactNode;
  description?: ReactNode;
  /** Above the h1: a way back. */
  before?: ReactNode;
  actions?: ReactNode;
  /** For texts and forms, which get hard to read when wide. */
  isNarrow?: boolean;
  children: ReactNode;
};

/** Frame of every page: sets the tab's title, shows the h1 and gives it the focus on arrival. */
export function Page(props: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${props.title} · ${t.common.appName}`;
  }, [props.title]);
  useEffect(() => {
    // The first page of a visit keeps the browser's own order of focus, skip link first.
    if (document.activeElement === document.body && !hasArrived) hasArrived = true;
    else heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <div
      className={classNames('mx-auto w-full', props.isNarrow ? 'max-w-[760px]' : 'max-w-[1180px]')}
    >
      {props.before && <div className="mb-3">{props.before}</div>}
      <div className="mb-5 flex flex-wrap items-end gap-x-4 gap-y-3">
        <div className="min-w-0 flex-1 basis-64">
          <h1 ref={heading} tabIndex={-1}>
            {props.heading ?? props.title}
          </h1>
          {props.description && <div className="mt-1 text-muted">{props.description}</div>}
        </div>
        {props.actions && <div className="flex flex-wrap gap-2">{props.actions}</div>}
      </div>
      {props.children}
    </div>
  );
}

let hasArrived = false;
