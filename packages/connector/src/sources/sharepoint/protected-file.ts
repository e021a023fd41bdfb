const OLE = Buffer.from('d0cf11e0a1b11ae1', 'hex');
/** The stream that holds an encrypted Office file, whether a label or a password encrypted it. */
const ENCRYPTED_OFFICE = Buffer.from('EncryptedPackage', 'utf16le');
/** The filter that a PDF names as the one that decides who may open it. */
const ENCRYPTED_PDF = Buffer.from('/MicrosoftIRMServices');
const PDF = Buffer.from('%PDF-');

/**
 * Whether a file is encrypted as a whole, so that who may open it is not said by its permissions
 * alone (MS-OFFCRYPTO; Microsoft Purview Information Protection).
 */
export function isProtected(bytes: Uint8Array): boolean {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (file.subarray(0, OLE.length).equals(OLE)) return file.includes(ENCRYPTED_OFFICE);
  return file.subarray(0, 1024).includes(PDF) && file.includes(ENCRYPTED_PDF);
}
