import type { Language } from './analyze/languages.ts';

/**
 * Words in the index. All that comes from a text is in small letters; a capital says what else it
 * is, so that one index answers all questions:
 *
 * | lexeme | what it stands for |
 * | --- | --- |
 * | `invoices` | a word as it is written, without accents |
 * | `Sen:invoic` | a stem, and of which language |
 * | `A…`, `H…` | any of these in the title; in the title or a heading |
 * | `U…` | the address of the original |
 * | `T…` | the tenant: every document of a tenant has it, so that those of others cost nothing |
 */
export const stemLexeme = (language: Language, stem: string): string => `S${language}:${stem}`;
/** Which language a stem is of; undefined for what is none. */
export const languageOfStem = (lexeme: string): string | undefined =>
  /^S([a-z]+):/.exec(lexeme)?.[1];
export const titleLexeme = (lexeme: string): string => `A${lexeme}`;
export const headingLexeme = (lexeme: string): string => `H${lexeme}`;
export const addressLexeme = (address: string): string => `U${address}`;
export const tenantLexeme = (tenantId: string): string => `T${tenantId}`;

/** In the quotes that `tsvector` and `tsquery` take. */
export const quoteLexeme = (lexeme: string): string =>
  /['\\]/.test(lexeme)
    ? `'${lexeme.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`
    : `'${lexeme}'`;
