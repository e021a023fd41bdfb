import { Skeleton } from '../../components/ui/skeleton.tsx';

/** As high as the card that comes. */
export function CardToCome() {
  return (
    <div className="mb-4 flex min-h-[228px] gap-3 rounded-card border border-line bg-surface p-[18px] sm:min-h-[169px] md:min-h-[189px] lg:min-h-[150px]">
      <Skeleton className="size-[38px] rounded-[10px]!" />
      <div className="flex-1 space-y-2 pt-1">
        <Skeleton className="h-3.5 w-44" />
        <Skeleton className="h-3 w-72 max-w-full" />
      </div>
    </div>
  );
}
