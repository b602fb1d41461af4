import type { Finding } from './finding.ts';

/** A check that looks at one object alone, asked once per object: decoded objects stay the same while their text does. */
export function perObject<Checked extends object>(
  check: (object: Checked) => readonly Finding[],
): (objects: readonly Checked[]) => Finding[] {
  const known = new WeakMap<Checked, readonly Finding[]>();
  return (objects) =>
    objects.flatMap((object) => {
      let findings = known.get(object);
      if (!findings) known.set(object, (findings = check(object)));
      return findings;
    });
}
