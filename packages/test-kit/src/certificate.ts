import { execFileSync } from 'node:child_process';

/**
 * A key and a certificate that it signed itself, in one PEM text, made by `openssl`.
 *
 * @param days how long the certificate is valid
 * @param addresses IP addresses that it is for
 */
export function createCertificate(days: number, addresses: readonly string[] = []): string {
  const names = addresses.map((address) => `IP:${address}`).join();
  const args = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-subj', '/CN=rita'];
  const extension = names === '' ? [] : ['-addext', `subjectAltName=${names}`];
  return execFileSync(
    'openssl',
    [...args, '-days', String(days), ...extension, '-keyout', '-', '-out', '-'],
    { stdio: ['ignore', 'pipe', 'ignore'], encoding: 'utf8' },
  );
}
