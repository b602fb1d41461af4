/** Milliseconds of a duration in protobuf JSON (`0.300s`); 0 for an absent or unreadable one. */
export function durationMillis(text: string | undefined): number {
  const match = /^(-?\d+(?:\.\d+)?)s$/.exec(text ?? '');
  return match ? Number(match[1]) * 1000 : 0;
}
