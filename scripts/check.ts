// The quick part of the tests: what needs neither database nor browser.
process.argv.push('--only', 'static,unit');
await import('./test.ts');
