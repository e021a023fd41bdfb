// Apart from the package's other shapes: a page loads the cryptography only where a secret is typed.
export * from './seal-credentials.ts';
export * from './verify-key-document.ts';
