import { Eye, EyeOff } from 'lucide-react';
import { type ChangeEvent, type FocusEventHandler, type Ref, useState } from 'react';
import { classNames } from '../../components/ui/class-names.ts';
import type { FieldControlProps } from '../../components/ui/field.tsx';
import { Input, Textarea } from '../../components/ui/input.tsx';
import { t } from '../../i18n/index.ts';

type SecretInputProps = FieldControlProps & {
  label: string;
  name: string;
  value: string;
  placeholder: string | undefined;
  isMultiline: boolean;
  onChange: (event: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) => void;
  onBlur: FocusEventHandler<HTMLInputElement | HTMLTextAreaElement>;
  ref: Ref<HTMLInputElement & HTMLTextAreaElement>;
};

/** A secret to type or paste. It is never filled in by us, and browsers are asked not to keep it. */
export function SecretInput({ label, isMultiline, ...props }: SecretInputProps) {
  const [isShown, setIsShown] = useState(false);
  const control = {
    ...props,
    autoComplete: 'off',
    autoCapitalize: 'none',
    spellCheck: false,
    'data-1p-ignore': true,
    'data-lpignore': 'true',
  } as const;
  const name = isShown ? t.configure.hide({ label }) : t.configure.show({ label });
  return (
    <span dir="ltr" className="relative block">
      {isMultiline ? (
        <Textarea
          {...control}
          className={classNames(
            'min-h-32! pe-10 font-mono text-xs',
            // There is no password kind of textarea; the non-standard property works in all browsers.
            !isShown && '[-webkit-text-security:disc]',
          )}
        />
      ) : (
        <Input {...control} type={isShown ? 'text' : 'password'} className="pe-10" />
      )}
      <button
        type="button"
        aria-label={name}
        aria-pressed={isShown}
        onClick={() => setIsShown(!isShown)}
        className="absolute top-0 end-0 grid size-9 place-items-center rounded-control text-muted -outline-offset-2 hover:text-fg"
      >
        {isShown ? (
          <EyeOff aria-hidden className="size-4" />
        ) : (
          <Eye aria-hidden className="size-4" />
        )}
      </button>
    </span>
  );
}
