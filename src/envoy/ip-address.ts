/** The bytes of an IPv4 or IPv6 address, or null for any other text. */
export function parseIpAddress(text: string): readonly number[] | null {
  return text.includes(':') ? parseIpv6(text) : parseIpv4(text);
}

/** Whether the address lies in the range `prefix/length`; never across families. */
export function isInPrefix(address: readonly number[], prefix: readonly number[], length: number): boolean {
  if (address.length !== prefix.length) return false;
  return address.every((byte, index) => {
    const bits = Math.min(8, Math.max(0, length - index * 8));
    const mask = (0xff << (8 - bits)) & 0xff;
    return (byte & mask) === ((prefix[index] ?? 0) & mask);
  });
}

function parseIpv4(text: string): number[] | null {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256)) return null;
  return parts.map(Number);
}

function parseIpv6(text: string): number[] | null {
  const halves = text.split('::');
  if (halves.length > 2) return null;
  const [head, tail] = halves.map(ipv6Groups);
  if (!head || tail === null) return null;
  const missing = 16 - head.length - (tail?.length ?? 0);
  if (tail === undefined ? missing !== 0 : missing < 2) return null;
  return [...head, ...Array.from({ length: missing }, () => 0), ...(tail ?? [])];
}

function ipv6Groups(half: string): number[] | null {
  if (half === '') return [];
  const bytes: number[] = [];
  for (const group of half.split(':')) {
    if (group.includes('.')) {
      const embedded = parseIpv4(group);
      if (!embedded) return null;
      bytes.push(...embedded);
    } else if (/^[0-9a-fA-F]{1,4}$/.test(group)) {
      const value = Number.parseInt(group, 16);
      bytes.push(value >> 8, value & 0xff);
    } else return null;
  }
  return bytes;
}
