import { POLICIES } from '../../company/policies.ts';
import { SERVICES } from '../../company/services.ts';
import { type DraftArticle, heading, list, paragraph } from './draft-article.ts';

/** What people ask the service desk about the rules of the company. */
export function policyArticles(): DraftArticle[] {
  return POLICIES.map((policy) => ({
    base: policy.space === 'HR' ? ('HR' as const) : ('IT' as const),
    category: policy.space === 'FIN' ? 'Finance' : 'Rules',
    title: policy.question,
    text:
      paragraph(`<strong>${policy.answer}</strong>`) +
      heading(`In short: ${policy.title}`) +
      list(policy.rules) +
      paragraph(`The full text is in the wiki. Team ${policy.owner} answers questions.`),
  }));
}

/** Known errors of the programs that the company runs itself. */
export function knownErrorArticles(): DraftArticle[] {
  return SERVICES.flatMap((service) =>
    service.alerts.map((alert) => ({
      base: 'OPS' as const,
      category: 'Known errors',
      title: `${service.name}: ${alert.name}`,
      text:
        paragraph(`${service.name} ${service.purpose}. The alert means that ${alert.means}.`) +
        heading('Cause') +
        paragraph(alert.cause) +
        heading('Work-around') +
        paragraph(alert.fix),
      roles: 'itil',
    })),
  );
}

/** Articles that are odd in some way, as on every real instance. */
export const ODD_ARTICLES: readonly DraftArticle[] = [
  {
    base: 'IT',
    category: 'Set-up',
    title: 'Network drives on Linux',
    isWiki: true,
    text: "== Mount ==\nUse '''cifs''' with your company account:\n\n* install ''cifs-utils''\n* run the command below\n\n<pre>mount -t cifs //files.northwind-tea.example/team /mnt/team</pre>\n\nSee [https://intranet.northwind-tea.example/linux the Linux page].",
  },
  {
    base: 'IT',
    category: 'Access',
    title: 'VPN with the old client (2023)',
    text: paragraph('Use the Cisco client and the profile “northwind-legacy”.'),
    state: 'outdated',
  },
  {
    base: 'IT',
    category: 'Access',
    title: 'Fax to mail',
    text: paragraph('Faxes arrive in the mailbox fax@northwind-tea.example.'),
    state: 'retired',
  },
  {
    base: 'HR',
    category: 'Rules',
    title: 'Bonus 2027',
    text: paragraph('Not agreed yet.'),
    state: 'draft',
  },
  {
    base: 'LEGAL',
    category: 'Rules',
    title: 'Pending law suits',
    text: paragraph('For the legal team only.'),
  },
  {
    base: 'OLD',
    category: 'Rules',
    title: 'Help desk opening hours 2019',
    text: paragraph('Monday to Friday, 9 to 5.'),
  },
  {
    base: 'OPS',
    category: 'Gates',
    title: 'Gate codes of this week',
    text: paragraph('They change each Monday; whoever is on call gives them out.'),
  },
  {
    base: 'OPS',
    category: 'Gates',
    title: 'How the warehouse was laid out in 2019',
    text: paragraph('Two aisles less, and the cold store was where packing is now.'),
  },
  {
    base: 'OPS',
    category: 'Gates',
    title: 'Tasting room: who may book it',
    text: paragraph('To be decided together with Product.'),
  },
];
