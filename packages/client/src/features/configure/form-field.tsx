import type { SourceOptions } from '@rita/contracts';
import { toOptionList } from '@rita/contracts';
import type { ReactNode } from 'react';
import { type ControllerRenderProps, useController, useFormContext } from 'react-hook-form';
import { Field, type FieldControlProps } from '../../components/ui/field.tsx';
import { Input, Textarea } from '../../components/ui/input.tsx';
import { Select } from '../../components/ui/select.tsx';
import { Switch } from '../../components/ui/switch.tsx';
import { t } from '../../i18n/index.ts';
import { afterPress } from '../../lib/after-press.ts';
import type {
  ConfigurationValues,
  EVERYTHING,
  FormField as FieldModel,
  FieldValue,
  TableChoice,
} from './form-model.ts';
import { OptionListInput } from './option-list-input.tsx';
import { useOwnersOnly } from './owners-only.tsx';
import { SecretInput } from './secret-input.tsx';
import { TableListInput } from './table-list-input.tsx';
import { TextListInput } from './text-list-input.tsx';

type FormFieldProps = {
  field: FieldModel;
  /** What the last verification found, for `option_list`. */
  options?: SourceOptions | null;
  /** Replaces the catalogue's help, where there is more to say. */
  help?: ReactNode;
};

type Rendered = ControllerRenderProps<ConfigurationValues, FieldModel['path']>;

/** One field of the form as the catalogue describes it, with its label, help and error. */
export function FormField({ field, options, help }: FormFieldProps) {
  const { control } = useFormContext<ConfigurationValues>();
  const { field: rendered, fieldState } = useController({ control, name: field.path });
  const isOwnersOnly = useOwnersOnly();
  const { hint } = field;
  const error = fieldState.error?.message;
  if (hint.input === 'option_list') {
    return (
      <OptionListInput
        label={hint.label}
        counted={field.counted}
        error={error}
        options={toOptionList(options?.[hint.optionsKey ?? field.key])}
        value={rendered.value as unknown as typeof EVERYTHING | string[]}
        onChange={rendered.onChange}
        focusRef={rendered.ref}
      />
    );
  }
  if (hint.input === 'table_list') {
    return (
      <TableListInput
        label={hint.label}
        help={help ?? hint.help}
        error={error}
        placeholder={hint.placeholder}
        options={toOptionList(options?.[hint.optionsKey ?? field.key])}
        counted={field.counted}
        groups={toOptionList(options?.groups)}
        choices={rendered.value as unknown as TableChoice[]}
        isOwnersOnly={(choices) => isOwnersOnly(field, choices)}
        onChange={rendered.onChange}
        focusRef={rendered.ref}
      />
    );
  }
  return (
    <Field
      label={hint.label}
      help={help ?? hint.help}
      error={error}
      {...(field.required || hint.input === 'switch' ? {} : { isOptional: t.common.optional })}
    >
      {(props) => <Control field={field} rendered={rendered} props={props} />}
    </Field>
  );
}

type ControlProps = { field: FieldModel; rendered: Rendered; props: FieldControlProps };

function Control({ field, rendered, props }: ControlProps) {
  const { hint } = field;
  const value = rendered.value as FieldValue;
  const common = {
    ...props,
    ...rendered,
    placeholder: hint.placeholder,
    'aria-required': field.required,
  };
  switch (hint.input) {
    case 'secret':
    case 'multiline_secret':
      return (
        <SecretInput
          {...common}
          value={String(value)}
          label={hint.label}
          isMultiline={hint.input === 'multiline_secret'}
        />
      );
    case 'switch': {
      const { value: _, onChange, ...rest } = { ...props, ...rendered };
      return (
        <Switch {...rest} checked={value === true} onCheckedChange={onChange} className="flex!" />
      );
    }
    case 'text_list':
      return (
        <TextListInput
          {...common}
          label={hint.label}
          items={Array.isArray(value) ? (value as string[]) : []}
        />
      );
    case 'select':
      return <ChoiceInput common={common} field={field} value={String(value)} />;
    case 'multiline':
      return <Textarea {...common} value={String(value)} />;
    case 'url':
      return <AddressInput common={common} value={String(value)} />;
    default:
      return <Input {...common} {...INPUT_TYPES[hint.input]} value={String(value)} />;
  }
}

const INPUT_TYPES: Partial<Record<FieldModel['hint']['input'], object>> = {
  email: { type: 'email', autoComplete: 'off', spellCheck: false },
  number: { inputMode: 'numeric', autoComplete: 'off' },
  text: { type: 'text', autoComplete: 'off', spellCheck: false },
};

type Common = FieldControlProps & Omit<Rendered, 'value'> & { placeholder: string | undefined };
type ChoiceInputProps = { common: Common; field: FieldModel; value: string };

/** One of the field's choices; those that are an owner's to make are grey for everybody else. */
function ChoiceInput({ common, field, value }: ChoiceInputProps) {
  const isOwnersOnly = useOwnersOnly();
  const choices = field.hint.choices ?? [];
  return (
    <>
      <Select {...common} value={value}>
        <option value="">{field.required ? t.configure.choose : t.configure.notSet}</option>
        {choices.map((choice) => (
          <option
            key={choice.value}
            value={choice.value}
            disabled={isOwnersOnly(field, choice.value)}
          >
            {choice.label}
          </option>
        ))}
      </Select>
      {choices.some((choice) => isOwnersOnly(field, choice.value)) && (
        <p className="text-xs text-muted">{t.configure.ownersOnly}</p>
      )}
    </>
  );
}

type AddressInputProps = { common: Common; value: string };

/** Completes “acme.atlassian.net” to an https address on leaving the field or pressing Enter. */
function AddressInput({ common, value }: AddressInputProps) {
  const complete = () => {
    const typed = value.trim();
    const isBareHost = /^[\w-]+(\.[\w-]+)+([:/].*)?$/.test(typed);
    if (isBareHost) common.onChange(`https://${typed}`);
  };
  return (
    <Input
      {...common}
      type="text"
      inputMode="url"
      autoComplete="off"
      autoCapitalize="none"
      spellCheck={false}
      value={value}
      onKeyDown={(event) => event.key === 'Enter' && complete()}
      onBlur={() => {
        afterPress(complete);
        common.onBlur();
      }}
    />
  );
}
