import { personOf } from '../../company/people.ts';
import type { Random } from '../../company/random.ts';
import { SERVICES, type Service } from '../../company/services.ts';
import type { DraftPage } from './draft.ts';
import { operationsPages } from './operations-pages.ts';
import * as s from './storage.ts';

/** Pages about the services: for developers in ENG, for whoever is on call in OPS. */
export function engineeringPages(random: Random): DraftPage[] {
  return SERVICES.flatMap((service) => [
    overview(service),
    deploying(service),
    decision(service, random),
    interfaceNotes(service),
    ...operationsPages(service, random),
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
