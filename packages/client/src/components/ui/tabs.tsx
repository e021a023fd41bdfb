import { Tabs as RadixTabs } from 'radix-ui';
import { type ComponentProps, useEffect, useRef } from 'react';
import { classNames } from './class-names.ts';

export const Tabs = RadixTabs.Root;

/** On a narrow screen a row that moves sideways; the tab that is shown is never out of sight. */
export function TabsList({ className, ...props }: ComponentProps<typeof RadixTabs.List>) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const row = list.current;
    if (row === null) return;
    const observer = new ResizeObserver(() => showActive(row));
    observer.observe(row);
    return () => observer.disconnect();
  }, []);
  useEffect(() => {
    if (list.current !== null) showActive(list.current);
  });
  return (
    <RadixTabs.List
      ref={list}
      {...props}
      className={classNames(
        // To the edges of a narrow screen, where a tab that is cut off is seen to go on.
        'flex gap-1 overflow-x-auto border-b border-line scroll-cue max-md:-mx-4 max-md:px-4',
        className,
      )}
    />
  );
}

/** Of the tab beside the shown one, in pixels. */
const IN_SIGHT = 16;

/** Without moving the page itself, which `scrollIntoView` would. */
function showActive(row: HTMLElement): void {
  const active = row.querySelector('[data-state=active]');
  if (active === null) return;
  const { left, right } = row.getBoundingClientRect();
  const tab = active.getBoundingClientRect();
  if (tab.left < left) row.scrollLeft += tab.left - left - IN_SIGHT;
  else if (tab.right > right) row.scrollLeft += tab.right - right + IN_SIGHT;
}

export function TabsTrigger({ className, ...props }: ComponentProps<typeof RadixTabs.Trigger>) {
  return (
    <RadixTabs.Trigger
      {...props}
      className={classNames(
        '-mb-px border-b-2 border-transparent px-3 py-2 font-[550] whitespace-nowrap text-muted -outline-offset-2 transition-colors hover:text-fg data-[state=active]:border-brand data-[state=active]:text-fg',
        className,
      )}
    />
  );
}

export function TabsContent({ className, ...props }: ComponentProps<typeof RadixTabs.Content>) {
  return <RadixTabs.Content {...props} className={classNames('pt-5', className)} />;
}
