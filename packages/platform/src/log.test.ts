import { expect, test } from 'vitest';
import { createLog, type LogFields } from './log.ts';

function capture(write: (log: ReturnType<typeof createLog>) => void) {
  const lines: string[] = [];
  write(
    createLog({
      service: 'test',
      level: 'debug',
      destination: { write: (line) => void lines.push(line) },
    }),
  );
  return lines;
}

test('writes one JSON line per event with the fields given', () => {
  const [line] = capture((log) => log.with({ run_id: 'r1' }).info({ attempt: 2 }, 'sent'));
  expect(JSON.parse(line ?? '')).toMatchObject({
    service: 'test',
    run_id: 'r1',
    attempt: 2,
    msg: 'sent',
  });
});

test('never writes the message of an error, nor fields that hang on it', () => {
  const error = Object.assign(new Error('password=canary'), {
    code: '28P01',
    config: { headers: { authorization: 'Bearer canary' } },
    cause: new Error('canary too'),
  });
  const text = capture((log) => log.error({ err: error }, 'failed')).join('');
  expect(text).not.toContain('canary');
  expect(JSON.parse(text).err).toMatchObject({ name: 'Error', code: '28P01' });
});

test('line breaks and escapes cannot forge another line', () => {
  const lines = capture((log) => log.warn({ reason: 'a\r\n{"level":60}\u001b[31m' }, 'odd'));
  expect(lines).toHaveLength(1);
  const codes = [...(lines[0] ?? '').trimEnd()].map((character) => character.codePointAt(0) ?? 0);
  expect(Math.min(...codes)).toBeGreaterThanOrEqual(32);
});

test('long fields are cut', () => {
  const fields: LogFields = { reason: 'x'.repeat(10_000) };
  expect(capture((log) => log.info(fields, 'long'))[0]?.length).toBeLessThan(600);
});
