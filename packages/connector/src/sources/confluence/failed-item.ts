import type { FailedItem, SourceError } from '../source.ts';

export function toFailed(
  item: { id: string; title: string; url: string | null },
  error: SourceError,
): FailedItem {
  return {
    externalId: item.id,
    title: item.title || null,
    url: item.url,
    code: error.code,
    reason: error.message,
  };
}

export function toDate(value: string | null): Date | null {
  const date = value ? new Date(value) : null;
  return date && !Number.isNaN(date.getTime()) ? date : null;
}
