import { LANGUAGES } from '@rita/contracts';
import { useState } from 'react';
import { useToast } from '../../components/toasts.tsx';
import { Select } from '../../components/ui/select.tsx';
import { t } from '../../i18n/index.ts';
import {
  browserLanguage,
  type LanguageChoice as Choice,
  chooseLanguage,
  readChoice,
} from '../../i18n/language.ts';
import { LANGUAGE_FILES } from '../../i18n/languages.ts';

type LanguageChoiceProps = {
  className?: string;
  /** Of a label beside it; without one it says itself what it is. */
  id?: string;
};

/** The language of the app; kept in this browser. Each is named in itself. */
export function LanguageChoice({ className, id }: LanguageChoiceProps) {
  const [choice, setChoice] = useState(readChoice);
  const showToast = useToast();
  const choose = async (chosen: Choice) => {
    setChoice(chosen);
    try {
      await chooseLanguage(chosen);
    } catch {
      // Its texts could not be loaded.
      setChoice(readChoice());
      showToast(t.problems.service_unavailable.title, 'warn');
    }
  };
  return (
    <Select
      id={id}
      aria-label={id === undefined ? t.settings.language : undefined}
      className={className}
      value={choice}
      onChange={(event) => void choose(event.target.value as Choice)}
    >
      <option value="browser">
        {t.settings.languageBrowser({ language: LANGUAGE_FILES[browserLanguage()].name })}
      </option>
      {LANGUAGES.map((code) => (
        <option key={code} value={code} lang={code}>
          {LANGUAGE_FILES[code].name}
        </option>
      ))}
    </Select>
  );
}
