import type { DraftPage } from './draft.ts';
import { personOf } from './people.ts';
import type { Random } from './random.ts';
import { SERVICES, type Service } from './services.ts';
import * as s from './storage.ts';

/** Pages about the services: for developers in ENG, for whoever is on call in OPS. */
export function engineeringPages(random: Random): DraftPage[] {
  return SERVICES.flatMap((service) => [
    overview(service),
    deploying(service),
    decision(service, random),
    interfaceNotes(service),
    capacity(service, random),
    handover(service, random),
    ...service.alerts.map((alert) => runbook(service, alert)),
  ]);
}

const overviewTitle = (service: Service) => `${service.name}: overview`;

function overview(service: Service): DraftPage {
  const owner = personOf(service.team);
  return {
    space: 'ENG',
    parent: 'Services',
    title: overviewTitle(service),
    labels: ['service', service.team.toLowerCase()],
    author: owner,
    body: [
      s.tableOfContents(),
      s.paragraph(
        `${s.strong(service.name)} ${service.purpose}. Questions go to ${s.mention(owner.accountId)} or to #team-${service.team.toLowerCase()}.`,
      ),
      s.heading('At a glance'),
      s.table(
        ['What', 'Where'],
        [
          ['Language', service.language],
          ['Storage', service.store],
          ['Port in the cluster', s.inlineCode(String(service.port))],
          [
            'Dashboards',
            `<a href="https://grafana.northwind-tea.example/d/${service.name}">Grafana</a>`,
          ],
          ['Status', s.status('live', 'Green')],
        ],
      ),
      s.heading('What it talks to'),
      service.needs.length > 0
        ? s.bullets(service.needs.map((name) => s.pageLink(`${name}: overview`)))
        : s.paragraph('It stands alone: nothing else has to run.'),
      s.image(`${service.name}-context.png`, `Context of ${service.name}`),
      s.panel(
        'info',
        `How to ship a change is told in ${s.pageLink(`Deploying ${service.name}`)}.`,
      ),
    ],
  };
}

function deploying(service: Service): DraftPage {
  return {
    space: 'ENG',
    parent: overviewTitle(service),
    title: `Deploying ${service.name}`,
    labels: ['how-to', 'deployment'],
    author: personOf(service.team),
    body: [
      s.paragraph(
        `A change to ${service.name} is live about twelve minutes after its merge. Nothing is deployed on Fridays after 14:00.`,
      ),
      s.steps([
        'Merge to main. The pipeline builds an image and signs it.',
        `Look at the preview: ${s.inlineCode(`https://${service.name}.preview.northwind-tea.example`)}.`,
        'Promote the image; the first pod takes 5 % of the traffic for five minutes.',
        'Stay at the keyboard until the error rate has been flat for ten minutes.',
      ]),
      s.codeBlock(
        'bash',
        `tea deploy ${service.name} --to production --canary 5%\ntea watch ${service.name} --for 10m && echo "all good"`,
        'Promote by hand',
      ),
      s.panel(
        'warning',
        `Migrations of ${service.store} run before the pods start. A migration that locks a table longer than two seconds is refused.`,
        'Migrations',
      ),
      s.expand(
        'Rolling back',
        s.codeBlock('bash', `tea rollback ${service.name} --to previous   # < 60 seconds`),
      ),
      s.tasks([
        { text: 'release note written', isDone: true },
        { text: `${s.mention(personOf(service.team).accountId)} informed`, isDone: false },
      ]),
    ],
  };
}

function decision(service: Service, random: Random): DraftPage {
  const others = random.some(
    ['MongoDB', 'DynamoDB', 'a queue in PostgreSQL', 'SQLite with Litestream', 'Kafka'],
    2,
  );
  return {
    space: 'ENG',
    parent: 'Decision records',
    title: `Decision: ${service.store} for ${service.name}`,
    labels: ['decision', 'architecture'],
    author: personOf(service.team),
    body: [
      s.unknownMacro(
        s.paragraph(`We keep the data of ${service.name} in ${s.strong(service.store)}.`),
      ),
      s.heading('Why'),
      s.paragraph(
        `The service ${service.purpose}. Two people know ${service.store} well, it is backed up already, and a restore was practised last month.`,
      ),
      s.heading('What else we looked at'),
      s.table(
        ['Option', 'For', 'Against'],
        others.map((name, index) => [
          name,
          index === 0 ? 'fast writes' : 'no server to run',
          index === 0 ? 'nobody has run it | at night' : 'one writer only',
        ]),
      ),
      s.heading('What follows'),
      s.nestedBullets([
        ['Good', ['one kind of backup', 'reporting can read a replica']],
        [
          'Bad',
          [`${random.pick(['upgrades', 'failovers', 'schema changes'])} need a short freeze`],
        ],
      ]),
      s.paragraph(`Looked at again on ${s.date('2027-03-01')}.`),
    ],
  };
}

const CLIENTS: Record<string, (service: Service) => string> = {
  python: (service) =>
    `import httpx\n\nanswer = httpx.get("http://${service.name}:${service.port}/v1/items", timeout=2)\nanswer.raise_for_status()\nfor item in answer.json()["items"]:\n    print(item["id"], item["updated_at"])`,
  go: (service) =>
    `res, err := client.Get(ctx, "http://${service.name}:${service.port}/v1/items")\nif err != nil || res.StatusCode >= 500 {\n\treturn fmt.Errorf("${service.name}: %w", err)\n}`,
};

function interfaceNotes(service: Service): DraftPage {
  const language = service.language === 'go' ? 'go' : 'python';
  return {
    space: 'ENG',
    parent: overviewTitle(service),
    title: `${service.name}: interface notes`,
    labels: ['api'],
    author: personOf('Platform'),
    body: [
      s.paragraph(
        `Callers of ${service.name} get JSON with ${s.inlineCode('items')} and an opaque ${s.inlineCode('next')}. Times are UTC.`,
      ),
      s.table(
        ['Method', 'Path', 'Answers'],
        [
          ['GET', s.inlineCode('/v1/items?limit=100'), '200, or 429 with Retry-After'],
          ['PUT', s.inlineCode('/v1/items/{id}'), '204, or 409 when the version is old'],
          ['GET', s.inlineCode('/health/ready'), '200 or 503'],
        ],
      ),
      s.codeBlock(language, CLIENTS[language]?.(service) ?? '', 'A caller that behaves'),
      s.panel('tip', 'Send an idempotency key with every PUT; the second one has no effect.'),
      s.includePage('Timeouts and retries'),
    ],
  };
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
