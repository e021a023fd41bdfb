import type { Alert, AlertCause, Language } from '@rita/contracts';
import type { Mail } from '../session/mail.ts';
import { alertsMail, oneLine, type Recipient, sayIn } from '../session/mail-texts.ts';
import type { AlertMessages } from './messages/alert-messages.ts';
import { ar } from './messages/ar.ts';
import { de } from './messages/de.ts';
import { en } from './messages/en.ts';

export const ALERT_MESSAGES: Record<Language, AlertMessages> = { en, de, ar };

/** Of more than so many the list of all is the better address. */
const MOST_LINKS = 10;

type Told = {
  organization: string;
  alerts: readonly Alert[];
  /** Of the app. */
  publicUrl: string;
};

/** A mail of one line for each cause, with the addresses of the connections below it. */
export function writeAlertMail(to: Recipient, { organization, alerts, publicUrl }: Told): Mail {
  const lines = alerts.flatMap((alert) => [
    lineOf(to.language, alert),
    ...alert.sources.slice(0, MOST_LINKS).map(({ id }) => `${publicUrl}/data-sources/${id}`),
  ]);
  return alertsMail(to, { organization, lines, count: alerts.length }, publicUrl);
}

function lineOf(language: Language, { kind, cause, sources }: Alert): string {
  const { lines, causes } = ALERT_MESSAGES[language];
  const names = sources.map(({ name }) => isolated(oneLine(name)));
  return sayIn(language, lines[kind], {
    count: sources.length,
    sources: new Intl.ListFormat(language).format(names),
    cause: causeInWords(causes, cause),
  });
}

function causeInWords(causes: AlertMessages['causes'], cause: AlertCause): string {
  const words: Partial<Record<string, string>> = causes;
  return (Object.hasOwn(causes, cause) ? words[cause] : undefined) ?? causes.other;
}

/** A name may be written in the other direction than what stands around it (UAX 9). */
function isolated(name: string): string {
  return `\u2068${name}\u2069`;
}
