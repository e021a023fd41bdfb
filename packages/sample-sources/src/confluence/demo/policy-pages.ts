import { personOf } from '../../company/people.ts';
import { POLICIES, type Policy } from '../../company/policies.ts';
import type { DraftPage } from './draft.ts';
import * as s from './storage.ts';

/** Each policy as it was decided, and one page that answers what people ask about it. */
export function policyPages(): DraftPage[] {
  return POLICIES.flatMap((policy, index) => [policyPage(policy, index), answersPage(policy)]);
}

function policyPage(policy: Policy, index: number): DraftPage {
  return {
    space: policy.space,
    parent: 'Policies',
    title: `Policy: ${policy.title}`,
    labels: ['policy'],
    author: personOf(policy.owner),
    body: [
      s.table(
        ['Owner', 'Version', 'Valid from'],
        [
          [
            s.mention(personOf(policy.owner).accountId),
            `${1 + (index % 4)}.0`,
            s.date(`2026-0${1 + (index % 9)}-01`),
          ],
        ],
      ),
      s.paragraph(`<em>${s.escapeXml(policy.purpose)}</em>`),
      s.heading('Rules'),
      s.bullets(policy.rules.map(s.escapeXml)),
      s.panel('info', `Questions: ${s.pageLink(`${policy.title}: questions and answers`)}.`),
      s.heading('Changes'),
      s.paragraph(
        'A change is proposed as a comment, decided in the monthly round of leads, and told to everybody a week before it holds.',
      ),
    ],
  };
}

function answersPage(policy: Policy): DraftPage {
  return {
    space: policy.space,
    parent: `Policy: ${policy.title}`,
    title: `${policy.title}: questions and answers`,
    labels: ['faq'],
    author: personOf(policy.owner),
    body: [
      s.paragraph(`What people ask about ${s.pageLink(`Policy: ${policy.title}`)}.`),
      s.heading(policy.question, 3),
      s.paragraph(s.escapeXml(policy.answer)),
      s.heading('Where is it written?', 3),
      s.paragraph(
        `In the policy: “${s.escapeXml(policy.rules[0] ?? '')}”. When the two differ, the policy is right and this page is wrong.`,
      ),
      s.heading('Whom do I ask?', 3),
      s.paragraph(
        `${s.mention(personOf(policy.owner).accountId)} ${s.emoticon('tick')} usually answers on the same day.`,
      ),
    ],
  };
}
