import { execFileSync } from 'node:child_process';
import { isIP } from 'node:net';

/**
 * A key and a certificate that it signed itself, in one PEM text, made by `openssl`.
 *
 * @param days how long the certificate is valid
 * @param hosts IP addresses and names that it is for
 */
export function createCertificate(days: number, hosts: readonly string[] = []): string {
  const names = hosts.map((host) => `${isIP(host) ? 'IP' : 'DNS'}:${host}`).join();
  const args = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-subj', '/CN=rita'];
  const extension = names === '' ? [] : ['-addext', `subjectAltName=${names}`];
  return execFileSync(
    'openssl',
    [...args, '-days', String(days), ...extension, '-keyout', '-', '-out', '-'],
    { stdio: ['ignore', 'pipe', 'ignore'], encoding: 'utf8' },
  );
}
