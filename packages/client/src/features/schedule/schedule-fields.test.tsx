import { fireEvent, render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { connectionFixture } from '../../testing/connection-fixture.ts';
import { ScheduleFields } from './schedule-fields.tsx';
import { useSchedule } from './use-schedule.ts';

const changed: unknown[] = [];

function Form({ connection }: { connection: ReturnType<typeof connectionFixture> }) {
  const form = useSchedule(connection);
  changed.push(form.changes(connection));
  return <ScheduleFields connection={connection} form={form} />;
}

test('chooses a time of day in the browser’s zone, says when that is, and names faults', () => {
  render(<Form connection={connectionFixture({ enabled: true })} />);
  expect(screen.getByText('No sync starts by itself.')).toBeTruthy();
  expect(changed.at(-1)).toEqual({});
  fireEvent.click(screen.getByRole('radio', { name: /Every day/ }));
  fireEvent.change(screen.getByLabelText('Time'), { target: { value: '06:30' } });
  const time_zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  expect(screen.getByLabelText<HTMLInputElement>('Time zone').value).toBe(time_zone);
  expect(screen.getByRole('status').textContent).toMatch(/^Next sync: .*06:30$/);
  expect(changed.at(-1)).toEqual({ sync_schedule: { type: 'daily', time: '06:30', time_zone } });

  fireEvent.click(screen.getByRole('radio', { name: /Cron/ }));
  fireEvent.change(screen.getByLabelText('Cron'), { target: { value: '* * * * *' } });
  expect(screen.getByRole('alert').textContent).toBe('At most every 15 minutes.');
  expect(screen.getByRole('status').textContent).toBe('');
  expect(changed.at(-1)).toEqual({});
});

test('a stored schedule is no change, in whatever order its keys come; paused, nothing is promised', () => {
  const connection = connectionFixture({
    sync_schedule: { time_zone: 'UTC', time: '06:30', type: 'daily' },
    paused_at: '2026-11-23T12:00:00.000Z',
    paused_reason: 'user',
  });
  render(<Form connection={connection} />);
  expect(changed.at(-1)).toEqual({});
  expect(screen.getByText(/^Paused:/)).toBeTruthy();
  fireEvent.click(screen.getByRole('radio', { name: /Only when asked/ }));
  expect(changed.at(-1)).toEqual({ sync_schedule: null });
});
