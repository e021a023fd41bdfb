/** Somebody of the made-up company. Every sample source knows them by the same address. */
export type Person = { accountId: string; name: string; team: string; address: string };

const person = (number: number, name: string, team: string): Person => ({
  accountId: `557058:0a1b2c3d-4e5f-4a6b-8c7d-${String(number).padStart(12, '0')}`,
  name,
  team,
  address: addressOf(name),
});

/** `Grażyna Wójcik` is grazyna.wojcik@northwind.example. */
function addressOf(name: string): string {
  const folded = name.normalize('NFKD').toLowerCase().replaceAll('ß', 'ss').replaceAll('ł', 'l');
  const letters = folded.replace(/[^a-z -]/g, '').replaceAll(/\s+/g, '.');
  return `${letters}@northwind.example`;
}

/** The people of the made-up company Northwind Tea, a shop for tea with its own warehouse. */
export const PEOPLE = [
  person(1, 'Ana Lindqvist', 'Platform'),
  person(2, 'Bilal Haddad', 'Payments'),
  person(3, 'Chiara Rossi', 'Storefront'),
  person(4, 'Daan de Vries', 'Data'),
  person(5, 'Ewa Nowak', 'People'),
  person(6, 'Femi Adeyemi', 'Security'),
  person(7, 'Grażyna Wójcik', 'Finance'),
  person(8, 'Hiroshi Tanaka', 'Logistics'),
  person(9, 'Inés Gutiérrez', 'Product'),
  person(10, 'Jürgen Groß', 'Operations'),
  person(11, 'Katarzyna Zając', 'Support'),
  person(12, 'Liam O’Connor', 'Platform'),
] as const;

/** The account that the sample credentials belong to. */
export const SERVICE_ACCOUNT: Person = person(99, 'svc-assistant', 'Integration');

export function personOf(team: string): Person {
  return PEOPLE.find((candidate) => candidate.team === team) ?? PEOPLE[0];
}

/** Two people to look through the eyes of: one may open much at the sources, one little. */
export const DEMO_READERS = { broad: PEOPLE[4], narrow: PEOPLE[11] } as const;
