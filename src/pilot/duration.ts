import { parseDuration, protobufDuration as inProtobuf } from '../istio/duration.ts';

/** A duration as Istio's API takes it (Go's `1m30s`, `1.5s`, `0`) in the form of protobuf JSON (`90s`, `1.500s`); null for what is not a duration. */
export function protobufDuration(text: string): string | null {
  const nanoseconds = parseDuration(text);
  return nanoseconds === null ? null : inProtobuf(nanoseconds);
}
