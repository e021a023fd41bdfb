import { act, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ToastProvider } from '../components/toasts.tsx';
import { AuthFrame } from '../features/session/auth-frame.tsx';
import { SessionForm } from '../features/session/session-form.tsx';
import { t } from './index.ts';
import { inEveryLanguage, loadLanguage } from './language.ts';
import { showLanguage } from './show-language.ts';

const Page = inEveryLanguage(() => (
  <AuthFrame title={t.session.signInTitle}>
    <SessionForm
      kind="signIn"
      submitLabel={t.session.signIn}
      onSubmit={() => {}}
      isBusy={false}
      error={null}
    />
  </AuthFrame>
));

beforeEach(() => localStorage.clear());
afterEach(() => showLanguage('en'));

test('a page is drawn again in another language, and what was typed stays', async () => {
  render(
    <ToastProvider>
      <Page />
    </ToastProvider>,
  );
  const field = screen.getByLabelText<HTMLInputElement>('E-mail');
  field.value = 'ada@example.com';
  await act(() => showLanguage('de'));
  expect(screen.getByLabelText('E-Mail')).toBe(field);
  expect(field.value).toBe('ada@example.com');
  expect(screen.getByRole('button', { name: 'Anmelden' })).toBeVisible();
  expect(document.title).toMatch(/^Willkommen zurück/);
});

test.each([
  [['de-CH', 'en'], 'de'],
  [['fr-FR', 'de'], 'de'],
  [['ar-EG'], 'ar'],
  [['EN-US', 'de'], 'en'],
  [['fr', 'ja'], 'en'],
  [[], 'en'],
] as const)('a browser that asks for %j gets %s', async (wanted, language) => {
  vi.spyOn(navigator, 'languages', 'get').mockReturnValue(wanted);
  await loadLanguage();
  expect(document.documentElement.lang).toBe(language);
  expect(document.documentElement.dir).toBe(language === 'ar' ? 'rtl' : 'ltr');
});

test('what was chosen in this browser comes before what the browser asks for', async () => {
  localStorage.setItem('rita.language', 'de');
  vi.spyOn(navigator, 'languages', 'get').mockReturnValue(['ar']);
  await loadLanguage();
  expect(document.documentElement.lang).toBe('de');
});
