export * from './database.ts';
export * from './wait-for.ts';
