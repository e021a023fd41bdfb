import type { CurrentSession, DataSourceType } from '@rita/contracts';
import { QueryClientProvider } from '@tanstack/react-query';
import { fireEvent, render, screen } from '@testing-library/react';
import { FormProvider, useForm } from 'react-hook-form';
import { expect, test } from 'vitest';
import { createQueryClient } from '../../lib/query-client.ts';
import { connectionFixture } from '../../testing/connection-fixture.ts';
import { sessionQuery } from '../session/session.queries.ts';
import { type ConfigurationValues, initialValues, settingFieldsOf } from './form-model.ts';
import { OpeningFields } from './owners-only.tsx';
import { StepFields } from './step-fields.tsx';

type Shown = {
  role: CurrentSession['role'];
  type: DataSourceType;
  settings?: Record<string, unknown>;
};

function Form({ type, settings = {} }: Shown) {
  const connection = connectionFixture({ type, settings });
  const form = useForm<ConfigurationValues>({ defaultValues: initialValues(type, settings, '') });
  return (
    <FormProvider {...form}>
      <OpeningFields connection={connection}>
        <StepFields fields={settingFieldsOf(type, 'choose', '')} />
      </OpeningFields>
    </FormProvider>
  );
}

function show(shown: Shown) {
  const queryClient = createQueryClient(() => {});
  const session: CurrentSession = {
    user: { id: 'user-1', name: 'Ana', email: 'ana@acme.example' },
    organization: { id: 'organization-1', name: 'Acme' },
    role: shown.role,
    organizations: [],
    has_sample_sources: false,
  };
  queryClient.setQueryData(sessionQuery.queryKey, session);
  render(
    <QueryClientProvider client={queryClient}>
      <Form {...shown} />
    </QueryClientProvider>,
  );
}

const option = (name: string) =>
  screen.getByRole<HTMLOptionElement>('option', { name, hidden: true });
const isSaidAt = (text: RegExp) => screen.queryAllByText(text).length > 0;
const GREY = /Only an owner may choose what is grey/;
const OPENS = /Only an owner may save it/;

test.each([
  ['admin', true],
  ['owner', false],
] as const)('what opens more is grey for an %s: %s', (role, isGrey) => {
  show({ role, type: 'websearch' });
  expect(option('Everybody in the organization').disabled).toBe(isGrey);
  expect(option('Nobody').disabled).toBe(false);
  expect(isSaidAt(GREY)).toBe(isGrey);
});

test('what an owner has chosen can be kept, and taken back', () => {
  show({ role: 'admin', type: 'websearch', settings: { internal_pages: 'everyone' } });
  expect(option('Everybody in the organization').disabled).toBe(false);
  expect(isSaidAt(GREY)).toBe(false);
});

test('who finds the records of a table is an owner’s to choose', () => {
  const tables = [
    { table: 'incident', access: 'matched' },
    { table: 'problem', access: 'role', role: 'itil' },
  ];
  show({ role: 'admin', type: 'servicenow', settings: { tables } });
  const closed = screen.getAllByRole<HTMLOptionElement>('option').filter((one) => one.disabled);
  expect(closed.map(({ value }) => value)).toEqual([
    ...['role', 'group', 'record_people'],
    ...['group', 'record_people', 'matched'],
  ]);
});

test.each([
  ['admin', true],
  ['owner', false],
] as const)('an %s is told that a wider query cannot be saved: %s', (role, isTold) => {
  const tables = [{ table: 'incident', access: 'matched', query: 'active=true' }];
  show({ role, type: 'servicenow', settings: { tables } });
  expect(isSaidAt(OPENS)).toBe(false);
  fireEvent.change(screen.getByLabelText('Query for incident'), { target: { value: '' } });
  expect(isSaidAt(OPENS)).toBe(isTold);
  // What is chosen stays so to be seen.
  expect(option('All with an account').disabled).toBe(false);
});
