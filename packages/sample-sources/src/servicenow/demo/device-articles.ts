import { type DraftArticle, heading, paragraph, steps } from './draft-article.ts';

type Trouble = [symptom: string, cause: string, ...fix: string[]];

const DEVICES: Record<string, readonly Trouble[]> = {
  'Laptop ThinkPad T14': [
    [
      'does not wake up',
      'its firmware from before May hangs in standby',
      'Hold the power key for 15 seconds.',
      'Install firmware 1.32 from the Company Portal.',
    ],
    [
      'gets hot and loud',
      'the search index is being built anew',
      'Leave it plugged in over lunch.',
      'If it lasts longer than a day, bring it to the IT desk.',
    ],
    [
      'battery lasts two hours only',
      'the conservation mode limits it to 60 %',
      'Open Lenovo Vantage and switch the conservation mode off before you travel.',
    ],
  ],
  'MacBook Air': [
    [
      'asks for the FileVault key',
      'the password was changed on another computer',
      'Ask the IT desk for the recovery key and have your badge at hand.',
      'Change the password once more on the Mac.',
    ],
    [
      'external screen stays black',
      'the cable carries no video',
      'Use the cable with the thunder sign from the drawer next to the printer.',
    ],
    [
      'no Wi-Fi in the warehouse',
      'the device certificate has expired',
      'Plug in a network cable and restart; the certificate comes by itself within ten minutes.',
    ],
  ],
  'Label printer Zebra ZT411': [
    [
      'prints every second label empty',
      'the label size was not calibrated',
      'Hold Pause and Cancel for two seconds, it feeds four labels and learns the size.',
    ],
    [
      '“Ribbon out” although there is one',
      'the ribbon is wound the wrong way',
      'Open the lid and wind it with the dull side to the label.',
    ],
    [
      'labels fade',
      'the print head is dirty',
      'Clean it with an alcohol swab, never with a knife.',
      'Set the darkness to 18.',
    ],
  ],
  'Handheld TC52': [
    [
      'scans nothing',
      'the scan window is dirty or the wedge is off',
      'Clean the window.',
      'Switch DataWedge on in the settings.',
    ],
    [
      'restarts while picking',
      'its battery is worn out',
      'Take a battery with a green dot from the rack and put the old one into the red box.',
    ],
    [
      'shows the wrong language',
      'the profile of the last shift is still loaded',
      'Sign out, scan your badge, choose your language.',
    ],
  ],
  'Card terminal Verifone V400': [
    [
      'says “No connection to host”',
      'the shop router has lost its mobile fallback',
      'Restart the router with the small key and wait three minutes.',
      'Take cash meanwhile, or card numbers never: they must not be written down.',
    ],
    [
      'refuses contactless',
      'the daily limit of the card is reached',
      'Ask the customer to insert the card.',
    ],
    [
      'does not print a receipt',
      'the paper lies the wrong way',
      'Put in a new roll with the free end at the bottom.',
    ],
  ],
  'Meeting room screen': [
    [
      'does not find my laptop',
      'the room is in the guest network',
      'Choose “Northwind Rooms” as network and share again.',
    ],
    [
      'shows an old booking',
      'the calendar of the room is shown for another zone',
      'Press and hold the corner, choose Sync.',
    ],
    [
      'has no sound',
      'the last meeting muted the bar',
      'Press the speaker sign on the table panel twice.',
    ],
  ],
  'Office printer Kyocera': [
    [
      'keeps my job in the queue',
      'the job waits for your badge',
      'Hold your badge at the reader and choose Print all.',
    ],
    [
      'scan to mail does not arrive',
      'the file is over 20 MB',
      'Scan with 200 dpi, or scan to the team folder.',
    ],
    [
      'prints in black only',
      'the driver was set to save colour',
      'Choose Auto colour in the print dialogue.',
    ],
  ],
};

/** What goes wrong with the machines in offices, shops and the warehouse. */
export function deviceArticles(): DraftArticle[] {
  return Object.entries(DEVICES).flatMap(([device, troubles]) =>
    troubles.map(([symptom, cause, ...fix]) => ({
      base: 'OPS' as const,
      category: 'Devices',
      title: `${device}: ${symptom}`,
      text:
        paragraph(`The usual cause: ${cause}.`) +
        heading('What to do') +
        steps(fix) +
        paragraph('Write the number of the device (on the yellow sticker) into the incident.'),
    })),
  );
}
