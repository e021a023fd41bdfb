import { useEffect } from 'react';
import type { FieldPath, FieldValues, UseFormSetFocus } from 'react-hook-form';

/** Puts the cursor into the first field of a page that is nothing but its form. */
export function useFirstFocus<Values extends FieldValues>(
  setFocus: UseFormSetFocus<Values>,
  first: FieldPath<Values>,
): void {
  useEffect(() => setFocus(first), [setFocus, first]);
}
