import { personOf } from '../../company/people.ts';
import type { Random } from '../../company/random.ts';
import type { Service } from '../../company/services.ts';
import type { DraftPage } from './draft.ts';
import * as s from './storage.ts';

/** What whoever is on call needs to know of a service. */
export function operationsPages(service: Service, random: Random): DraftPage[] {
  return [
    capacity(service, random),
    handover(service, random),
    ...service.alerts.map((alert) => runbook(service, alert)),
  ];
}

function capacity(service: Service, random: Random): DraftPage {
  const months = ['2026-06', '2026-07', '2026-08', '2026-09', '2026-10'];
  const base = 40 + random.int(400);
  return {
    space: 'OPS',
    parent: 'Capacity',
    title: `Capacity of ${service.name}`,
    labels: ['capacity'],
    author: personOf('Operations'),
    body: [
      s.paragraph(
        `What ${service.name} has to carry, and when it needs more room. The Christmas peak was 3.2 times the yearly mean.`,
      ),
      s.table(
        ['Month', 'Requests per second', 'Pods', 'CPU'],
        months.map((month, index) => [
          month,
          String(base + index * 11),
          String(3 + Math.floor(index / 2)),
          `${35 + random.int(30)} %`,
        ]),
      ),
      s.panel(
        'note',
        `Above ${base * 4} requests per second the bottleneck is ${service.store}, not the pods.`,
      ),
      s.fileLink(`load-test-${service.name}.xlsx`),
    ],
  };
}

function handover(service: Service, random: Random): DraftPage {
  return {
    space: 'OPS',
    parent: 'On-call',
    title: `On-call notes for ${service.name}`,
    labels: ['on-call', service.team.toLowerCase()],
    author: personOf('Operations'),
    body: [
      s.twoColumns(
        s.heading('First look', 3) +
          s.bullets([
            'the dashboard, last hour',
            `${s.inlineCode(`kubectl -n shop logs deploy/${service.name} --since=15m`)}`,
            'the last three deployments',
          ]),
        s.heading('Whom to wake', 3) +
          s.paragraph(
            `${s.mention(personOf(service.team).accountId)}, then ${s.mention(personOf('Operations').accountId)}. Never both at once ${s.emoticon('smile')}`,
          ),
      ),
      s.heading('Known oddities'),
      s.bullets([
        `The pod on node ${1 + random.int(9)} logs a warning at start; it is harmless.`,
        `At 02:00 the backup of ${service.store} makes everything a little slower.`,
      ]),
      s.paragraph(
        `All alerts of this service begin with ${s.inlineCode(service.alerts[0]?.name.slice(0, 6) ?? service.name)}.`,
      ),
    ],
  };
}

function runbook(service: Service, alert: Service['alerts'][number]): DraftPage {
  return {
    space: 'OPS',
    parent: 'Runbooks',
    title: `Runbook: ${alert.name}`,
    labels: ['runbook', service.team.toLowerCase()],
    author: personOf(service.team),
    body: [
      s.panel('warning', `${s.strong('Meaning:')} ${alert.means}.`, 'Customers may notice'),
      s.heading('Likeliest cause'),
      s.paragraph(`In four of five cases ${alert.cause}.`),
      s.heading('What to do'),
      s.steps([
        `Acknowledge the alert so that ${s.mention(personOf(service.team).accountId)} can sleep on.`,
        `Check that this is the cause: ${s.codeBlock('bash', `kubectl -n shop logs deploy/${service.name} --since=30m | grep -i error | sort | uniq -c | sort -rn | head`)}`,
        `${alert.fix.charAt(0).toUpperCase()}${alert.fix.slice(1)}.`,
        'Write two sentences into the incident channel.',
      ]),
      s.heading('If that does not help'),
      s.paragraph(
        `Roll back as told in ${s.pageLink(`Deploying ${service.name}`, 'ENG', 'the deployment guide')}, then call the second line: +31 30 555 0142.`,
      ),
      s.tasks([
        { text: 'alert is quiet for 15 minutes', isDone: false },
        { text: 'runbook still true? otherwise correct it now', isDone: false },
      ]),
    ],
  };
}
