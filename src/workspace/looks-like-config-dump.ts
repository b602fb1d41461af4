/** Whether a text looks like a `config_dump` of Envoy's admin interface: cheap, before anything is parsed. */
export function looksLikeConfigDump(text: string): boolean {
  return text.trimStart().startsWith('{') && /"@type":\s*"type\.googleapis\.com\/envoy\.admin\.v\d/.test(text);
}
