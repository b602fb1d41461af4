/** Whether Go's net/netip.ParseAddr takes the text: IPv4 without leading zeros, or IPv6, with a zone where one is named. */
export function isIpAddress(text: string): boolean {
  return isIPv4(text) || isIPv6(text);
}

/** Whether Go's net/netip.ParsePrefix takes the text: an address without a zone and the number of its leading bits. */
export function isIpPrefix(text: string): boolean {
  const [, address = '', bits = ''] = /^([^/%]*)\/(0|[1-9]\d{0,2})$/.exec(text) ?? [];
  if (isIPv4(address)) return Number(bits) <= 32;
  return isIPv6(address) && Number(bits) <= 128;
}

function isIPv4(text: string): boolean {
  const parts = text.split('.');
  return parts.length === 4 && parts.every((part) => /^(?:0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255);
}

function isIPv6(text: string): boolean {
  const [, address = '', zone] = /^([^%]*)(?:%(.*))?$/s.exec(text) ?? [];
  if (zone === '' || !address.includes(':')) return false;
  const lastColon = address.lastIndexOf(':');
  const tail = address.slice(lastColon + 1);
  if (tail.includes('.')) return isIPv4(tail) && isIPv6(`${address.slice(0, lastColon + 1)}0:0`);
  const halves = address.split('::');
  if (halves.length > 2) return false;
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  const full = halves.length === 1 ? groups.length === 8 : groups.length < 8;
  return full && groups.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group));
}
