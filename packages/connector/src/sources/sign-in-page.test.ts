import { describe, expect, test } from 'vitest';
import { errorOf as errorOfConfluence } from './confluence/answer-errors.ts';
import { errorOf as errorOfServiceNow } from './servicenow/answer-errors.ts';
import { errorOf as errorOfSharePoint } from './sharepoint/answer-errors.ts';
import { madeAnswer } from './testing/made-answer.ts';
import { errorOf as errorOfSearch } from './websearch/answer-errors.ts';

const DRIVERS = {
  confluence: errorOfConfluence,
  servicenow: errorOfServiceNow,
  sharepoint: errorOfSharePoint,
  websearch: (answer: Parameters<typeof errorOfConfluence>[0]) =>
    errorOfSearch(answer, 'SearXNG', () => undefined),
};
const HTML = { 'content-type': 'text/html; charset=utf-8' };

const ASKED = 'https://source.example/rest/api/x';

const redirect = (location: string) =>
  madeAnswer(ASKED, { status: 302, headers: { location }, body: '' });
const page = (body: string, status = 200) => madeAnswer(ASKED, { status, headers: HTML, body });

const SIGN_IN = {
  'SAML at a host of its own': redirect('https://idp.corp.example/saml2/sso?SAMLRequest=proof'),
  'a proxy of its own host': redirect('/oauth2/start?rd=%2Frest'),
  'a sign-in of a cloud': redirect('https://login.microsoftonline.com/common/oauth2/authorize'),
  'a page that asks for a password': page(
    '<form method=post><input name=user><input class="wide" type="password"></form>',
  ),
  'a page that goes on by itself': page(
    '<form method="post"><input type="hidden" name="SAMLRequest" value="proof"></form>',
  ),
  'the same, as a refusal': page('<form action="/auth/login"><input name="user"></form>', 403),
};

const OTHERS = {
  'a page of something else': page('<h1>Welcome</h1><p>Our house has a password policy.</p>'),
  'another place': redirect('https://wiki.new.example/rest'),
  'a word that only looks like it': redirect('https://blogging.example/authors'),
  nowhere: madeAnswer(ASKED, { status: 302, headers: {}, body: '' }),
};

describe.each(Object.entries(DRIVERS))('%s', (name, errorOf) => {
  test.each(Object.entries(SIGN_IN))('%s is no refusal of the credentials', (_, answer) => {
    const error = errorOf(answer);
    expect(error).toMatchObject({ code: 'sign_in_page' });
    expect(error?.message).not.toContain('proof');
  });

  test.each(Object.entries(OTHERS))('%s is told as an address that is wrong', (_, answer) => {
    expect(errorOf(answer)).toMatchObject({ code: 'wrong_edition' });
  });

  test('a source that is busy or broken is not taken for one', () => {
    const form = '<form><input type=password></form>';
    expect(errorOf(page(form, 429))).toMatchObject({ code: 'rate_limited' });
    expect(errorOf(page(form, 503))).toMatchObject({ code: 'upstream_error' });
    if (name !== 'sharepoint')
      expect(errorOf(page('Refused', 401))).toMatchObject({ code: 'invalid_credentials' });
  });
});

test.each([
  '<form action=',
  '<formaction=',
  '<form',
  '<input type=',
  'action=<form',
  '<form action="log',
  '<input type = ',
])('a page of nothing but %s takes no longer to look through than its length says', (part) => {
  const timeFor = (characters: number) => {
    const answer = page(part.repeat(Math.ceil(characters / part.length)));
    const before = process.cpuUsage();
    for (let count = 0; count < 20; count += 1) errorOfServiceNow(answer);
    const { user } = process.cpuUsage(before);
    return user;
  };
  // Garbage of the tests before may be collected within one of them, and not in all.
  const leastFor = (characters: number) =>
    Math.min(...Array.from({ length: 4 }, () => timeFor(characters)));
  const [short, long] = [leastFor(12_000), leastFor(48_000)];
  // Four times as long: a square would be sixteen times; what is too short to be told apart is fast.
  expect(long).toBeLessThan(Math.max(short * 10, 100_000));
});
