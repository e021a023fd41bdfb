import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { FormProvider, useForm } from 'react-hook-form';
import { beforeEach, expect, test, vi } from 'vitest';
import { connectionFixture } from '../../testing/connection-fixture.ts';
import { NoResizeObserver } from '../../testing/no-resize-observer.ts';
import { type ConfigurationValues, initialValues, settingFieldsOf } from './form-model.ts';
import { StepFields } from './step-fields.tsx';
import { resolveStep, type StepContext } from './step-resolver.ts';

beforeEach(() => vi.stubGlobal('ResizeObserver', NoResizeObserver));

const OPTIONS = { spaces: [{ value: 'ENG', label: 'Engineering' }] };

/** Step three of a Confluence, saved by a button. */
function Form({ onSave }: { onSave: () => void }) {
  const connection = connectionFixture();
  const method = 'api_token';
  const form = useForm<ConfigurationValues, StepContext>({
    defaultValues: initialValues('confluence', {}, method),
    resolver: resolveStep,
    context: { step: 'choose', connection, firstMethod: method },
  });
  return (
    <FormProvider {...form}>
      <form noValidate onSubmit={form.handleSubmit(onSave)}>
        <StepFields fields={settingFieldsOf('confluence', 'choose', method)} options={OPTIONS} />
        <button type="submit">Save</button>
      </form>
    </FormProvider>
  );
}

test('“only what I choose” is not saved while nothing is chosen, and leads to the choice', async () => {
  const onSave = vi.fn();
  render(<Form onSave={onSave} />);
  fireEvent.click(screen.getByRole('radio', { name: /Only what I choose/ }));
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  await screen.findByText(/Spaces: choose at least one/);
  expect(document.activeElement).toBe(screen.getByLabelText('Search in “Spaces”'));
  expect(onSave).not.toHaveBeenCalled();
  fireEvent.click(screen.getByRole('checkbox', { name: /Engineering/ }));
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(onSave).toHaveBeenCalledOnce());
});

test('everything can be chosen without choosing anything', async () => {
  const onSave = vi.fn();
  render(<Form onSave={onSave} />);
  fireEvent.click(screen.getByRole('radio', { name: /Only what I choose/ }));
  fireEvent.click(screen.getByRole('radio', { name: /Everything/ }));
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(onSave).toHaveBeenCalledOnce());
});
