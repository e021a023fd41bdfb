import { Plus, X } from 'lucide-react';
import { type KeyboardEvent, type Ref, useState } from 'react';
import { Button } from '../../components/ui/button.tsx';
import type { FieldControlProps } from '../../components/ui/field.tsx';
import { Input } from '../../components/ui/input.tsx';
import { t } from '../../i18n/index.ts';
import { afterPress } from '../../lib/after-press.ts';

type TextListInputProps = FieldControlProps & {
  label: string;
  name: string;
  items: readonly string[];
  placeholder: string | undefined;
  onChange: (items: string[]) => void;
  onBlur: () => void;
  ref: Ref<HTMLInputElement>;
};

/** A list of short texts: type, press Enter; pasted lines become one entry each. */
export function TextListInput(props: TextListInputProps) {
  const { label, items, placeholder, onChange, onBlur, ref, name, ...control } = props;
  const [typed, setTyped] = useState('');
  const add = (text: string) => {
    const added = text.split(/\r?\n/).map((line) => line.trim());
    const fresh = added.filter((line) => line !== '' && !items.includes(line));
    if (fresh.length > 0) onChange([...items, ...new Set(fresh)]);
    setTyped('');
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Enter' && typed.trim() !== '') {
      event.preventDefault();
      add(typed);
    }
    if (event.key === 'Backspace' && typed === '' && items.length > 0) onChange(items.slice(0, -1));
  };
  return (
    <div className="space-y-2">
      <ItemList label={label} items={items} onChange={onChange} />
      <div className="flex gap-2">
        <Input
          {...control}
          ref={ref}
          name={name}
          value={typed}
          placeholder={placeholder ?? t.configure.listHint}
          autoComplete="off"
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={onKeyDown}
          onPaste={(event) => {
            const text = event.clipboardData.getData('text');
            if (!text.trim().includes('\n')) return;
            event.preventDefault();
            add(text);
          }}
          onBlur={() => {
            afterPress(() => add(typed));
            onBlur();
          }}
        />
        <Button
          className="h-9"
          disabled={typed.trim() === ''}
          // The field's blur adds the text before the click arrives.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => add(typed)}
        >
          <Plus aria-hidden />
          {t.configure.add}
        </Button>
      </div>
    </div>
  );
}

type ItemListProps = Pick<TextListInputProps, 'label' | 'items' | 'onChange'>;

function ItemList({ label, items, onChange }: ItemListProps) {
  if (items.length === 0) return null;
  return (
    <ul aria-label={label} className="flex flex-wrap gap-1.5">
      {items.map((item) => (
        <li
          key={item}
          className="inline-flex max-w-full items-center gap-0.5 rounded-md border border-line bg-sunken ps-2 text-[13px]"
        >
          <span className="min-w-0 [overflow-wrap:anywhere]">{item}</span>
          <button
            type="button"
            aria-label={t.configure.remove({ item })}
            onClick={() => onChange(items.filter((other) => other !== item))}
            className="grid size-6 shrink-0 place-items-center rounded-md text-muted -outline-offset-2 hover:text-fg"
          >
            <X aria-hidden className="size-3.5" />
          </button>
        </li>
      ))}
    </ul>
  );
}
