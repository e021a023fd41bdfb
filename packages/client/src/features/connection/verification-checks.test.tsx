import { LANGUAGES } from '@rita/contracts';
import { act, render, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { t } from '../../i18n/index.ts';
import { showLanguage } from '../../i18n/show-language.ts';
import { connectionIn } from '../../testing/gallery/connection-states.ts';
import { currentLines } from './check-list.ts';
import { VerificationChecks } from './verification-checks.tsx';

afterEach(() => act(() => showLanguage('en')));

test.each(LANGUAGES)(
  'in %s checks of a source that is away are not said to hold no more',
  async (language) => {
    await act(() => showLanguage(language));
    const lines = currentLines(connectionIn('failed'));
    const { container } = render(<VerificationChecks lines={lines} isDated />);
    const { unseenChecks, outdatedCheck, checkOutcome } = t.connection;
    expect(screen.getAllByText(new RegExp(unseenChecks))).toHaveLength(1);
    expect(screen.getByText(new RegExp(unseenChecks))).toHaveTextContent(/\d\d:\d\d/);
    expect(screen.getAllByText(`: ${checkOutcome.unseen}`)).toHaveLength(lines.length);
    expect(container).not.toHaveTextContent(outdatedCheck);
  },
);
