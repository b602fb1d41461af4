const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** The text that base64 stands for, read as UTF-8, or byte by byte where it is none. Characters outside the alphabet are skipped. */
export function decodeBase64Text(base64: string): string {
  let bits = 0;
  let pending = 0;
  const bytes: number[] = [];
  for (const character of base64) {
    const value = alphabet.indexOf(character);
    if (value < 0) continue;
    pending = (pending << 6) | value;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes.push((pending >> bits) & 0xff);
    pending &= (1 << bits) - 1;
  }
  try {
    return decodeURIComponent(bytes.map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''));
  } catch {
    return bytes.map((byte) => String.fromCharCode(byte)).join('');
  }
}
