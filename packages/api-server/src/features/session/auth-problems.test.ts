import { expect, test } from 'vitest';
import { problemOfResponse } from './auth-problems.ts';

const problemOf = async (status: number, code: string) => {
  const { code: problem } = await problemOfResponse(Response.json({ code }, { status }));
  return problem;
};

test.each([
  [422, 'USER_ALREADY_EXISTS', 'account_exists'],
  [422, 'SOMETHING_ELSE', 'validation_failed'],
  [400, 'FAILED_TO_CREATE_SESSION', 'service_unavailable'],
  [422, 'FAILED_TO_CREATE_USER', 'service_unavailable'],
  [400, 'FAILED_TO_UNLINK_LAST_ACCOUNT', 'validation_failed'],
  [500, 'SOMETHING_ELSE', 'internal_error'],
])('%i %s of the library is %s', async (status, code, problem) => {
  expect(await problemOf(status, code)).toBe(problem);
});
