import { personOf } from '../../company/people.ts';
import type { DraftPage } from './draft.ts';
import * as s from './storage.ts';

const TEAS: readonly (readonly [
  name: string,
  origin: string,
  kind: string,
  degrees: number,
  minutes: string,
  taste: string,
])[] = [
  ['Sencha Yabukita', 'Shizuoka, Japan', 'green', 70, '1.5', 'fresh grass and sea air'],
  ['Gyokuro', 'Uji, Japan (宇治)', 'green', 55, '2', 'broth, marine, very soft'],
  ['Genmaicha', 'Mie, Japan', 'green with roasted rice', 80, '2', 'toast and hazelnut'],
  ['Hōjicha', 'Kyoto, Japan', 'roasted green', 90, '1', 'caramel, little caffeine'],
  ['Long Jing', 'Hangzhou, China (杭州)', 'green', 75, '3', 'chestnut'],
  ['Bi Luo Chun', 'Jiangsu, China', 'green', 75, '2', 'fruit blossom'],
  ['Bai Mu Dan', 'Fujian, China', 'white', 80, '4', 'melon and hay'],
  ['Yin Zhen', 'Fujian, China', 'white', 75, '5', 'honey, almost nothing, then everything'],
  ['Tie Guan Yin', 'Anxi, China', 'oolong', 95, '0.5', 'orchid'],
  ['Dong Ding', 'Nantou, Taiwan', 'oolong', 95, '1', 'roasted nuts and butter'],
  ['Da Hong Pao', 'Wuyi, China', 'oolong', 98, '0.5', 'wet stone and cocoa'],
  ['Darjeeling First Flush', 'West Bengal, India', 'black', 85, '2.5', 'muscatel and lemon'],
  ['Assam Mokalbari', 'Assam, India', 'black', 98, '4', 'malt'],
  ['Ceylon Uva', 'Uva, Sri Lanka', 'black', 98, '3', 'mint and citrus'],
  ['Keemun', 'Anhui, China', 'black', 95, '3', 'plum and pine smoke'],
  ['Lapsang Souchong', 'Fujian, China', 'smoked black', 98, '3', 'campfire'],
  ['Shu Pu-erh 2015', 'Yunnan, China', 'fermented', 100, '0.5', 'forest floor, sweet'],
  ['Rooibos', 'Cederberg, South Africa', 'herbal', 100, '7', 'vanilla without vanilla'],
  ['Peppermint Nana', 'Nile delta, Egypt', 'herbal', 100, '6', 'cool and sweet'],
  ['Jasmine Pearls', 'Fujian, China', 'scented green', 80, '3', 'a garden in the evening'],
];

/** What the shop tells about its teas. */
export function teaPages(): DraftPage[] {
  return TEAS.map(([name, origin, kind, degrees, minutes, taste]) => ({
    space: 'TEA',
    parent: 'Our teas',
    title: name,
    labels: ['tea', kind.split(' ').at(-1) ?? kind],
    author: personOf('Product'),
    body: [
      s.paragraph(`${s.strong(name)} is a ${kind} tea from ${origin}. It tastes of ${taste}.`),
      s.table(
        ['Water', 'Time', 'Leaves', 'Infusions'],
        [
          [
            `${degrees} °C`,
            `${minutes} min`,
            degrees < 80 ? '5 g for 150 ml' : '3 g for 250 ml',
            kind === 'oolong' || kind === 'fermented' ? '6–8' : '1–3',
          ],
        ],
      ),
      s.panel(
        degrees < 80 ? 'warning' : 'tip',
        degrees < 80
          ? 'Hotter water makes it bitter within seconds.'
          : 'A warm pot matters more than an exact timer.',
      ),
      s.heading('What customers ask'),
      s.bullets([
        `Caffeine? ${kind === 'herbal' ? 'None.' : 'Yes; less with a shorter time.'}`,
        'Storage: dark, dry, away from coffee.',
        `Goes with: ${degrees < 80 ? 'rice, white fish, peas' : 'butter biscuits, rye bread, chocolate'}.`,
      ]),
      s.image(`${name.toLowerCase().replace(/[^a-z]+/g, '-')}.jpg`, `${name} in the cup`),
    ],
  }));
}
