import type { DataSourceType } from '@rita/contracts';
import { BookOpen, FolderTree, Globe, LifeBuoy, type LucideIcon } from 'lucide-react';
import { classNames } from '../../components/ui/class-names.ts';

/** Own signs, not the makers' logos, which are trade marks. */
const ICONS: Record<DataSourceType, { icon: LucideIcon; colour: string }> = {
  confluence: { icon: BookOpen, colour: 'text-brand-text' },
  servicenow: { icon: LifeBuoy, colour: 'text-ok' },
  sharepoint: { icon: FolderTree, colour: 'text-info' },
  websearch: { icon: Globe, colour: 'text-access' },
};

/** The sign of a type of source; decoration beside its name. */
export function SourceIcon({ type, className }: { type: DataSourceType; className?: string }) {
  const { icon: Icon, colour } = ICONS[type];
  return (
    <span
      aria-hidden
      className={classNames(
        'grid size-[38px] shrink-0 place-items-center rounded-[10px] border border-line bg-raised',
        colour,
        className,
      )}
    >
      <Icon className="size-5" strokeWidth={1.9} />
    </span>
  );
}
