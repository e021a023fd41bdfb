import type { SampleWebPage } from '../web.ts';
import { page } from './page.ts';

const TEAS: readonly (readonly [
  name: string,
  kind: string,
  region: string,
  degrees: number,
  taste: string,
])[] = [
  ['Sencha', 'green', 'Shizuoka in Japan', 75, 'fresh grass and sea air'],
  ['Gyokuro', 'green', 'Uji in Japan', 55, 'broth and spinach'],
  ['Matcha', 'green', 'Nishio in Japan', 80, 'cream and fresh peas'],
  ['Genmaicha', 'green', 'Mie in Japan', 85, 'toasted rice'],
  ['Long Jing', 'green', 'Hangzhou in China', 80, 'chestnut'],
  ['Bi Luo Chun', 'green', 'Jiangsu in China', 75, 'fruit blossom'],
  ['Gunpowder', 'green', 'Zhejiang in China', 80, 'smoke and mint'],
  ['Bai Mu Dan', 'white', 'Fujian in China', 80, 'melon and hay'],
  ['Silver Needle', 'white', 'Fuding in China', 75, 'honey and cucumber'],
  ['Tie Guan Yin', 'oolong', 'Anxi in China', 95, 'orchid'],
  ['Dong Ding', 'oolong', 'Nantou in Taiwan', 95, 'butter and roasted nuts'],
  ['Oriental Beauty', 'oolong', 'Hsinchu in Taiwan', 85, 'muscat and honey'],
  ['Darjeeling', 'black', 'West Bengal in India', 90, 'muscatel and lemon'],
  ['Assam', 'black', 'the Brahmaputra valley in India', 98, 'malt'],
  ['Nilgiri', 'black', 'Tamil Nadu in India', 95, 'eucalyptus and plum'],
  ['Ceylon Uva', 'black', 'Uva in Sri Lanka', 98, 'mint and citrus'],
  ['Keemun', 'black', 'Anhui in China', 95, 'plum and cocoa'],
  ['Lapsang Souchong', 'black', 'Wuyi in China', 98, 'campfire'],
  ['Kenyan Purple', 'black', 'Kericho in Kenya', 90, 'stone fruit'],
  ['Shu Pu-erh', 'fermented', 'Yunnan in China', 100, 'forest floor'],
  ['Rooibos', 'herbal', 'the Cederberg in South Africa', 100, 'vanilla'],
  ['Peppermint', 'herbal', 'the Nile delta in Egypt', 100, 'cool menthol'],
];

/** Three pages about each tea, on two sites. */
export function teaPages(): SampleWebPage[] {
  return TEAS.flatMap(([name, kind, region, degrees, taste], index) => [
    page('tea-atlas.example', `teas/${name}`, `${name}: origin, harvest and taste`, index, [
      `<p><strong>${name}</strong> is a ${kind} tea from ${region}. A good lot tastes of ${taste}, and keeps that taste for about ${kind === 'green' ? 'nine months' : 'two years'} when it is packed well.</p>`,
      `<h2>Harvest</h2><p>Pickers take the bud and ${index % 2 ? 'two leaves' : 'one leaf'}; the first harvest of the year brings the highest prices. Rain in the week before lowers the aroma, which buyers see in the lots of the month after.</p>`,
      `<h2>Facts</h2><table><tr><th>Kind</th><th>Region</th><th>Water</th></tr><tr><td>${kind} tea</td><td>${region}</td><td>${degrees} °C</td></tr></table>`,
    ]),
    page('brewing-notes.example', `guides/${name}`, `Brewing ${name}: water, time, leaves`, index, [
      `<p>${name} wants water of ${degrees} °C. Soft water with less than 80 mg of calcium in a litre lets ${taste} come through; hard water makes the cup dull and leaves a film.</p>`,
      `<h2>Step by step</h2><ol><li>Warm the pot.</li><li>Weigh ${degrees < 80 ? 5 : 3} g of leaves for 200 ml.</li><li>Pour the water and wait ${degrees < 80 ? 'ninety seconds' : 'three minutes'}.</li><li>Pour all of it out before the next infusion.</li></ol>`,
      '<p>For iced tea, brew twice as strong over the same weight of ice.</p>',
    ]),
    page('brewing-notes.example', `tests/${name}`, `Taste test: five lots of ${name}`, index + 40, [
      `<p>In this blind test five tasters compared five lots of ${name} from ${region}. Each lot was brewed at ${degrees} °C in the white cups of ISO 3103.</p>`,
      `<h2>Result</h2><ul><li>Lot ${index + 2}: clear ${taste}, our choice.</li><li>Lot ${index + 5}: flat, stored too warm.</li><li>Lot ${index + 9}: good value for blends.</li></ul>`,
    ]),
  ]);
}
