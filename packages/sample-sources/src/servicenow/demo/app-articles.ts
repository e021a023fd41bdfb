import { type DraftArticle, heading, list, paragraph, steps } from './draft-article.ts';

type App = {
  name: string;
  use: string;
  team: string;
  signIn: string;
  limit: string;
  quirk: [symptom: string, cause: string, fix: string];
};

const app = (
  name: string,
  [use, team, signIn, limit]: [string, string, string, string],
  quirk: App['quirk'],
): App => ({ name, use, team, signIn, limit, quirk });

const APPS: readonly App[] = [
  app(
    'Outlook',
    ['mail and calendars', 'Workplace', 'your company account', 'a mailbox holds 50 GB'],
    [
      'Mails stay in the outbox',
      'an attachment is larger than 25 MB',
      'Put the file into SharePoint and send its link instead.',
    ],
  ),
  app(
    'Teams',
    ['calls, meetings and chat', 'Workplace', 'your company account', 'meetings hold 300 people'],
    [
      'Nobody hears me in a meeting',
      'Teams took the microphone of the docking station',
      'Choose your headset under Devices and leave the docking station unmuted.',
    ],
  ),
  app(
    'the VPN',
    [
      'reaching the warehouse network from outside',
      'Network',
      'your company account and the Authenticator app',
      'a session ends after 12 hours',
    ],
    [
      'Error 809 right after connecting',
      'hotel networks often block UDP 500 and 4500',
      'Switch the profile to “TCP 443” under Settings, then connect again.',
    ],
  ),
  app(
    'Personio',
    [
      'holidays, sick leave and payslips',
      'People',
      'single sign-on',
      'payslips stay for ten years',
    ],
    [
      'My vacation request is not shown to my lead',
      'the request was saved as a draft',
      'Open it, press Submit, and your lead gets a mail at once.',
    ],
  ),
  app(
    'TravelPerk',
    [
      'booking trains, flights and hotels',
      'Finance',
      'single sign-on',
      'hotels up to 160 euros a night without a yes from your lead',
    ],
    [
      'The booking waits for approval for ever',
      'your cost centre has no approver since the last reorganization',
      'Ask Finance to set one; bookings are kept for 24 hours.',
    ],
  ),
  app(
    'Exact Online',
    [
      'bookkeeping and invoices',
      'Finance',
      'an account of its own with a code by text message',
      'periods close on the fifth working day',
    ],
    [
      'The invoice upload says “period closed”',
      'the invoice date lies in a closed month',
      'Book it with the first day of the current month and note the real date.',
    ],
  ),
  app(
    'Manhattan WMS',
    [
      'stock and picking in the Utrecht warehouse',
      'Logistics',
      'the badge at the terminal',
      'one terminal for each badge',
    ],
    [
      'The handheld shows “location locked”',
      'a cycle count of this location was never ended',
      'End the count in the supervisor menu, then pick again.',
    ],
  ),
  app(
    'Shopify admin',
    ['products and orders of the web shop', 'Storefront', 'single sign-on', '20 staff seats'],
    [
      'A price change is not shown in the shop',
      'the price list of the market overrides it',
      'Change the price under Markets, not under Products.',
    ],
  ),
  app(
    'Zendesk',
    ['questions of customers', 'Support', 'single sign-on', '35 seats'],
    [
      'Macros are missing',
      'you were moved to a new brand',
      'Ask your team lead to add the brand to the macro group.',
    ],
  ),
  app(
    'Power BI',
    ['sales and stock reports', 'Data', 'single sign-on', 'data is refreshed eight times a day'],
    [
      'The report shows the numbers of last week',
      'its gateway was restarted without the credentials',
      'Tell the Data team; they enter them and refresh it by hand.',
    ],
  ),
  app(
    'GitHub',
    [
      'source code and deployments',
      'Platform',
      'single sign-on and a passkey',
      'SSH keys end after a year',
    ],
    [
      '“Permission denied (publickey)” on push',
      'the key was not authorized for single sign-on',
      'Open Settings, SSH keys, Configure SSO and authorize the organization.',
    ],
  ),
  app(
    '1Password',
    ['passwords of teams', 'Security', 'your company account', 'shared vaults need an owner'],
    [
      'The browser extension asks for the secret key',
      'the desktop app was updated and lost the link to it',
      'Open the desktop app, unlock it, and allow the extension again.',
    ],
  ),
  app(
    'Miro',
    ['whiteboards', 'Product', 'single sign-on', '60 seats'],
    [
      'Guests cannot edit',
      'boards of our organization are closed to guests',
      'Invite them for 14 days under Share, Visitors.',
    ],
  ),
  app(
    'SAP Concur',
    ['expenses', 'Finance', 'single sign-on', 'receipts older than 60 days need a reason'],
    [
      'The receipt photo is refused',
      'it is larger than 5 MB',
      'Take it with the Concur app, which makes it smaller.',
    ],
  ),
];

/** Five articles for each program that people at Northwind Tea use. */
export function appArticles(): DraftArticle[] {
  return APPS.flatMap((one) => [access(one), signIn(one), quirk(one), leaving(one), setUp(one)]);
}

const it = (category: string, title: string, text: string): DraftArticle => ({
  base: 'IT',
  category,
  title,
  text,
});

function access({ name, use, team, limit }: App): DraftArticle {
  const who = list([`Owner: team ${team}`, `Good to know: ${limit}`]);
  const way = steps([
    `Open the service portal and search for “${name}”.`,
    'Say in one sentence what you need it for.',
    'Your lead gets a mail and agrees with one click.',
    'The account is there within four working hours.',
  ]);
  const text = paragraph(`We use ${name} for ${use}.`) + who + heading('How to ask for it') + way;
  return it('Access', `How do I get access to ${name}?`, text);
}

function signIn({ name, signIn: by, team }: App): DraftArticle {
  const way = steps([
    `You sign in with ${by}. Check that the address in the browser is ours.`,
    'Close all windows of the browser and try again in a private one.',
    'Reset your password at the self-service page; it takes two minutes until all systems know it.',
    `Still refused? Open an incident for team ${team} with the exact words and the time.`,
  ]);
  return it('Sign-in', `I cannot sign in to ${name}`, paragraph('Try these in order.') + way);
}

function quirk({ name, quirk: [symptom, cause, fix], team }: App): DraftArticle {
  const text =
    `<table><tbody><tr><th>Program</th><td>${name}</td></tr><tr><th>Symptom</th><td>${symptom}</td></tr>` +
    `<tr><th>Cause</th><td>${cause}</td></tr></tbody></table>${heading('What to do')}${paragraph(fix)}` +
    paragraph(`If that does not help, team ${team} does.`);
  return it('Known errors', `${symptom} (${name})`, text);
}

function leaving({ name, team }: App): DraftArticle {
  const text = list([
    `Accounts of ${name} are closed on the last working day at 18:00.`,
    'Whatever the team still needs must be handed over before, for example to a shared folder.',
    `Leads may ask team ${team} to keep the content readable for 30 days.`,
  ]);
  return it('Leavers', `What happens to ${name} when somebody leaves?`, text);
}

function setUp({ name, use }: App): DraftArticle {
  const text =
    paragraph(`On company laptops ${name} is there already. On a phone:`) +
    steps([
      'Install the Company Portal from the store and sign in.',
      `Choose “${name}” in the list and wait for the green check.`,
      `Open it once while you are in the office network, then ${use} work from everywhere.`,
    ]) +
    heading('From the command line') +
    `<pre><code>company-portal install "${name.toLowerCase()}"\ncompany-portal status</code></pre>`;
  return it('Set-up', `Set up ${name} on a phone or a second computer`, text);
}
