import { Eye, EyeOff } from 'lucide-react';
import { type ComponentProps, useState } from 'react';
import { Input } from '../../components/ui/input.tsx';
import { t } from '../../i18n/index.ts';

/** A password field that can be made readable. */
export function PasswordInput(props: ComponentProps<'input'>) {
  const [isShown, setIsShown] = useState(false);
  const Icon = isShown ? EyeOff : Eye;
  return (
    <span dir="ltr" className="relative block">
      <Input {...props} type={isShown ? 'text' : 'password'} className="pe-10" />
      <button
        type="button"
        aria-label={isShown ? t.session.hidePassword : t.session.showPassword}
        onClick={() => setIsShown(!isShown)}
        className="absolute top-1/2 end-1 grid size-7 -translate-y-1/2 place-items-center rounded-md text-muted hover:text-fg"
      >
        <Icon aria-hidden className="size-4" />
      </button>
    </span>
  );
}
