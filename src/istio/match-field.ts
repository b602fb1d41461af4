/** A place of one http match entry that a condition can stand at: a field, or a name in one of the fields that hold several. */
export type MatchField =
  | {
      readonly on:
        | 'uri'
        | 'scheme'
        | 'method'
        | 'authority'
        | 'port'
        | 'sourceNamespace'
        | 'gateways'
        | 'ignoreUriCase';
    }
  | { readonly on: 'headers' | 'withoutHeaders' | 'queryParams' | 'sourceLabels'; readonly name: string };
