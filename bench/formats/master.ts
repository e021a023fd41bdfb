/** A word that is looked for in what comes out; each is there once. */
export const word = (number: number) => `planted${String(number).padStart(3, '0')}`;

/** The document that the programs are given, in Markdown: every structure that people use. */
export const MASTER = `---
title: Master ${word(1)}
---

# Heading ${word(2)}

Some **bold ${word(3)}**, *italic ${word(4)}*, ~~struck ${word(5)}~~, H~2~O ${word(6)} and 10^6^ ${word(7)}, a [link ${word(8)}](https://example.org/x).

## Second ${word(9)}

- point ${word(10)}
    - nested ${word(11)}
- point ${word(12)}

1. first ${word(13)}
2. second ${word(14)}

> quoted ${word(15)}

\`\`\`
code ${word(16)} {
   indented ${word(17)}
}
\`\`\`

| Head ${word(18)} | Other ${word(19)} |
|---|---|
| cell ${word(20)} | one ${word(21)} |
| cell ${word(22)} | two ${word(23)} |

Last ${word(24)} notwithstanding.
`;

export const WORDS = Array.from({ length: 24 }, (_, at) => word(at + 1));

/** What has to be in the Markdown for a structure to be kept. */
export const STRUCTURES: Record<string, RegExp> = {
  'first heading': new RegExp(`^#+ .*${word(2)}`, 'm'),
  'second heading': new RegExp(`^##+ .*${word(9)}`, 'm'),
  point: new RegExp(`^[-*] point ${word(10)}`, 'm'),
  'nested point': new RegExp(`^ +[-*] nested ${word(11)}`, 'm'),
  number: new RegExp(`^1[.)] first ${word(13)}`, 'm'),
  'second number': new RegExp(`^2[.)] second ${word(14)}`, 'm'),
  code: new RegExp(`^\`\`\`\\w*\\ncode ${word(16)} \\{\\n {3}indented ${word(17)}\\n\\}`, 'm'),
  table: new RegExp(`\\| ${'cell'} ${word(20)} \\| one ${word(21)} \\|`),
  'head of the table': new RegExp(
    `^\\| (?:\\*\\*)?Head ${word(18)}(?:\\*\\*)? \\| (?:\\*\\*)?Other ${word(19)}(?:\\*\\*)? \\|`,
    'm',
  ),
  link: new RegExp(`\\[[^\\]]*${word(8)}[^\\]]*\\]\\(https://example\\.org/x\\)`),
  'raised number': /10⁶/,
  'lowered number': /H₂O/,
  bold: new RegExp(`\\*\\*bold ${word(3)}\\*\\*`),
  italic: new RegExp(`\\*italic ${word(4)}\\*|_italic ${word(4)}_`),
  'struck-out': new RegExp(`~~struck ${word(5)}~~`),
  quote: new RegExp(`^> quoted ${word(15)}`, 'm'),
};

/** A drawn page has no marks that could be read: only where things stand and how large they are. */
export const NOT_IN_PDF = ['bold', 'italic', 'struck-out', 'quote'];
