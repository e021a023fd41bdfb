import { createLink } from '@tanstack/react-router';
import type { ComponentProps } from 'react';

/** A link within the small print of the pages before signing in. */
export const TextLink = createLink((props: ComponentProps<'a'>) => (
  <a {...props} className="font-semibold text-brand-text underline-offset-4 hover:underline" />
));
