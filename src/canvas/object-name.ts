/** The namespace of an object that is named `namespace/name` or `Kind namespace/name`. */
export function namespaceOf(name: string): string {
  const [namespace = '', rest] = (name.split(' ').at(-1) ?? '').split('/');
  return rest === undefined ? 'default' : namespace;
}
