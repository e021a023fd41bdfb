import { SEARCH_LANGUAGES, type SearchLanguage } from '@rita/contracts';
import type { UseFormRegisterReturn } from 'react-hook-form';
import { Field } from '../../components/ui/field.tsx';
import { Select } from '../../components/ui/select.tsx';
import { t } from '../../i18n/index.ts';
import { currentLanguage } from '../../i18n/shown.ts';
import { formatLanguage } from '../../lib/format.ts';

/** What the documents of a connection are in, for searches. */
export function SearchLanguageField({ field }: { field: UseFormRegisterReturn }) {
  const named = SEARCH_LANGUAGES.map((code) => ({ code, name: formatLanguage(code) }));
  return (
    <Field label={t.connection.searchLanguage} help={t.connection.searchLanguageHelp}>
      {(props) => (
        <Select {...props} {...field}>
          <option value="">{t.connection.searchLanguageDetected}</option>
          {named
            .toSorted((a, b) => a.name.localeCompare(b.name, currentLanguage().locale))
            .map(({ code, name }) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
        </Select>
      )}
    </Field>
  );
}

export function searchLanguageInWords(language: SearchLanguage | null): string {
  return language === null ? t.connection.searchLanguageDetected : formatLanguage(language);
}
