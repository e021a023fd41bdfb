import type { AuditEvent, Role } from '@rita/contracts';
import { expect, test } from 'vitest';
import { hideAddresses } from './hide-addresses.ts';

const event: AuditEvent = {
  id: 'e1',
  organization_id: 'org-1',
  occurred_at: '2026-01-01T00:00:00Z',
  action: 'member.invited',
  actor_type: 'user',
  actor_id: 'user-1',
  actor_label: 'Ada <ada@example.com>',
  object_type: 'invitation',
  object_id: 'bo@sub.example.com',
  object_label: 'bo@sub.example.com',
  ip: '203.0.113.7',
  details: { role: 'member', address: 'bo@sub.example.com', count: 3 },
};
const viewer = (userId: string, role: Role, organizationId = 'org-1') => ({
  sessionId: 's',
  userId,
  userName: '',
  userEmail: '',
  addressState: 'not_proved' as const,
  memberId: 'member-1',
  organizationId,
  organizationName: '',
  role,
});
const seenBy = (...given: Parameters<typeof viewer>) =>
  hideAddresses(event, viewer(...given), 'a secret');

test('owners, admins and whoever did it see the entry as it is', () => {
  expect(seenBy('user-2', 'owner')).toEqual(event);
  expect(seenBy('user-2', 'admin')).toEqual(event);
  expect(seenBy('user-1', 'member')).toEqual(event);
});

test('all others see no address', () => {
  const seen = seenBy('user-2', 'member');
  expect(seen).toEqual({
    ...event,
    actor_label: 'Ada <a…@example.com>',
    object_id: 'b…@sub.example.com',
    object_label: 'b…@sub.example.com',
    ip: expect.stringMatching(/^#[0-9a-f]{8}$/),
    details: { role: 'member', address: 'b…@sub.example.com', count: 3 },
  });
});

test('the hash of an address is that of one organization and one secret', () => {
  const hash = seenBy('user-2', 'member').ip;
  expect(seenBy('user-3', 'member').ip).toBe(hash);
  expect(seenBy('user-2', 'member', 'org-2').ip).not.toBe(hash);
  expect(hideAddresses(event, viewer('user-2', 'member'), 'another').ip).not.toBe(hash);
});
