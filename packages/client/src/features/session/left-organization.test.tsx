import type { CurrentSession } from '@rita/contracts';
import { fireEvent, render, screen } from '@testing-library/react';
import { beforeEach, expect, test } from 'vitest';
import { keepLastOrganization, leavingByOneself } from './left-organization.ts';
import { LeftOrganizationNote } from './left-organization-note.tsx';

const ACME = { id: 'acme', name: 'Acme' };
const OWN = { id: 'own', name: 'Ana’s organization' };
beforeEach(() => localStorage.clear());

function session(organizations: CurrentSession['organizations'] = []): CurrentSession {
  return {
    user: { id: 'ana', name: 'Ana', email: 'ana@acme.test' },
    organization: OWN,
    role: 'owner',
    organizations,
    has_sample_sources: false,
  };
}

test('who was removed is told of which organization, and where they are now, once', () => {
  keepLastOrganization('ana', ACME);
  const { unmount } = render(<LeftOrganizationNote session={session()} />);
  expect(screen.getByRole('status').textContent).toMatch(
    /not in Acme any more.*Ana’s organization/,
  );
  fireEvent.click(screen.getByRole('button'));
  expect(screen.queryByRole('status')).toBeNull();
  unmount();
  render(<LeftOrganizationNote session={session()} />);
  expect(screen.queryByRole('status')).toBeNull();
});

test('who went to another organization is told nothing, nor is somebody else', () => {
  keepLastOrganization('ana', ACME);
  const { unmount } = render(
    <LeftOrganizationNote session={session([{ ...ACME, role: 'member' }])} />,
  );
  expect(screen.queryByRole('status')).toBeNull();
  unmount();
  keepLastOrganization('ben', ACME);
  render(<LeftOrganizationNote session={session()} />);
  expect(screen.queryByRole('status')).toBeNull();
});

test('who left by themselves is told nothing, unless it was refused', async () => {
  const there = { ...session(), organization: ACME };
  keepLastOrganization('ana', ACME);
  const refused = leavingByOneself(there, () => Promise.reject(new Error('refused')));
  await expect(refused).rejects.toThrow('refused');
  const { unmount } = render(<LeftOrganizationNote session={session()} />);
  expect(screen.getByRole('status').textContent).toMatch(/Acme/);
  unmount();
  // It may be shown where they are now before the answer is there.
  await leavingByOneself(there, async () => {
    render(<LeftOrganizationNote session={session()} />);
    expect(screen.queryByRole('status')).toBeNull();
  });
});
