import type { SampleWebPage } from '../web.ts';
import { page } from './page.ts';

const COUNTRIES: readonly (readonly [name: string, duty: string, port: string, vat: number])[] = [
  ['Germany', 'no duty', 'Hamburg', 7],
  ['France', 'no duty', 'Le Havre', 5.5],
  ['Poland', 'no duty', 'Gdynia', 23],
  ['Italy', 'no duty', 'Genoa', 22],
  ['Spain', 'no duty', 'Valencia', 10],
  ['Netherlands', 'no duty', 'Rotterdam', 9],
  ['Sweden', 'no duty', 'Gothenburg', 12],
  ['Switzerland', 'no duty', 'Basel', 2.6],
  ['United Kingdom', 'no duty', 'Felixstowe', 0],
  ['United States', 'duty by origin', 'Newark', 0],
  ['Canada', 'no duty on bulk', 'Montréal', 0],
  ['Mexico', '20 % duty', 'Veracruz', 0],
  ['Brazil', '10 % duty', 'Santos', 18],
  ['Japan', '17 % duty on green tea', 'Yokohama', 8],
  ['South Korea', '513 % duty above the quota', 'Busan', 10],
  ['Australia', 'no duty', 'Melbourne', 0],
  ['New Zealand', 'no duty', 'Auckland', 15],
  ['South Africa', '400 c/kg duty', 'Durban', 15],
  ['Norway', 'no duty', 'Oslo', 15],
  ['Türkiye', '145 % duty', 'Mersin', 1],
];

const RULES: readonly (readonly [code: string, name: string, what: string])[] = [
  ['ISO 3103', 'preparing tea for tests', 'how a pot, a cup and six minutes make tests comparable'],
  ['ISO 3720', 'black tea', 'the least water extract and the most fibre in black tea'],
  ['ISO 11287', 'green tea', 'what may be called green tea, and its catechins'],
  ['Regulation 396/2005', 'pesticide residues', 'the limits of each residue in dried leaves'],
  ['Regulation 2023/915', 'contaminants', 'pyrrolizidine alkaloids in herbal infusions'],
  ['Regulation 1169/2011', 'labels', 'allergens, best-before dates and the size of letters'],
  ['Regulation 2018/848', 'organic tea', 'certificates that travel with each lot'],
  ['HACCP', 'hazard analysis', 'the seven steps from a list of hazards to written records'],
  ['FSMA 204', 'traceability', 'lot codes that have to be shown within 24 hours'],
  ['BRCGS 9', 'warehouse audits', 'what an auditor looks for in a packing room'],
  ['GS1 128', 'pallet labels', 'one code for lot, weight and date'],
  ['ISPM 15', 'wooden pallets', 'heat treatment and its stamp'],
  ['REACH', 'packaging inks', 'inks that may touch a tea bag'],
  ['EUDR', 'proof of origin', 'plots of land, with coordinates, for each lot'],
  ['Codex CXG 1', 'claims', 'words that a package may not use'],
];

const MONTHS = ['January', 'March', 'April', 'June', 'July', 'September', 'October', 'November'];

/** Pages about customs, about rules for food, and a trade paper. */
export function tradePages(): SampleWebPage[] {
  return [...customs(), ...rules(), ...news()];
}

function customs(): SampleWebPage[] {
  return COUNTRIES.flatMap(([name, duty, port, vat], index) => [
    page('harbour-desk.example', `customs/${name}`, `Customs duty on tea in ${name}`, index, [
      `<p>Tea of heading 0902 enters ${name} with <strong>${duty}</strong>; ${vat === 0 ? 'no value added tax is due' : `value added tax is ${vat} %`}. Flavoured tea is of heading 2101 and has rates of its own.</p>`,
      `<h2>Papers</h2><ul><li>Commercial invoice and packing list</li><li>Certificate of origin for the lower duty</li><li>Laboratory report when the lot is drawn for a test</li></ul>`,
      `<p>Most containers arrive in ${port}. Allow ${2 + (index % 4)} working days for clearance.</p>`,
    ]),
    page(
      'harbour-desk.example',
      `freight/${name}`,
      `Sea freight to ${port}: what to plan`,
      index + 20,
      [
        `<p>A container with 9 t of tea takes ${24 + index} days from Colombo to ${port}. Dry bags and a liner keep the leaves below 7 % moisture.</p>`,
        `<p>Do not ship with spices or rubber: tea takes on every smell. Ask the line for a food-grade container, and keep the photo of the inside with the papers for ${name}.</p>`,
      ],
    ),
  ]);
}

function rules(): SampleWebPage[] {
  return RULES.flatMap(([code, name, what], index) => [
    page('food-rules.example', `explained/${code}`, `${code} explained: ${name}`, index + 5, [
      `<p>${code} is about ${name}: ${what}. For food safety of tea it matters from the garden to the shop.</p>`,
      '<h2>Who has to act</h2><p>Importers answer for the first lot in the country, packers for what they add. Both keep records for five years.</p>',
    ]),
    page(
      'food-rules.example',
      `checklists/${code}`,
      `${code}: a checklist for small shops`,
      index + 30,
      [
        `<p>What to have ready for ${name}, in the order an inspector asks:</p><ol><li>The rule itself, in its newest version.</li><li>Who is responsible, by name.</li><li>The last test report of the tea.</li><li>What was done when a limit was missed.</li></ol>`,
      ],
    ),
  ]);
}

function news(): SampleWebPage[] {
  return MONTHS.flatMap((month, index) =>
    ['prices', 'weather', 'packaging'].map((topic) =>
      page('leaf-weekly.example', `${topic}/${month}`, `Tea ${topic} in ${month}`, index * 7, [
        `<p>Auctions in Mombasa and Colombo saw tea ${topic} move in ${month}: best lots ${index % 2 ? 'rose' : 'fell'} by ${index + 2} %, plain ones stayed.</p>`,
        '<p>Buyers expect the same for the coming weeks, and ask for smaller lots with clear origin.</p>',
      ]),
    ),
  );
}
