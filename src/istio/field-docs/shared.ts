import type { FieldDocs } from './field-doc.ts';

export const exportTo =
  'The namespaces that see this object: `.` for its own, `*` for all, or names; the mesh decides where nothing is said, as a rule for all.';

export const stringMatch: FieldDocs = {
  exact: 'The whole text has to be this one.',
  prefix: 'The text has to begin with this.',
  regex: 'The whole text has to fit this regular expression, in the syntax of RE2.',
};

export const percent: FieldDocs = { value: 'The share in percent, from 0 to 100; `0.1` is one in a thousand.' };

export const portSelector: FieldDocs = { number: 'The number of the port, as the service has it.' };

export const destination: FieldDocs = {
  host: 'The service to send to, by its full name, or by its short name if it is in the namespace of this object.',
  subset: 'The part of the service to send to: a subset that a DestinationRule for the host names.',
  port: {
    doc: 'The port of the service; a service with one port does not need it.',
    fields: portSelector,
  },
};

export const headers: FieldDocs = {
  request: { doc: 'Changes of the request before it is sent on.', fields: headerOperations('the destination') },
  response: { doc: 'Changes of the answer before it goes back.', fields: headerOperations('the caller') },
};

function headerOperations(reader: string): FieldDocs {
  return {
    set: `Headers that ${reader} sees with exactly this value, whatever was there before.`,
    add: `Headers that are put behind what ${reader} would see anyway.`,
    remove: `Headers that ${reader} does not see.`,
  };
}
