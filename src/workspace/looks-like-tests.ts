/** Whether a text looks like tests of istio-config-validator (`testCases`) or Envoy's router check tool (`test_name`): cheap, before anything is parsed. */
export function looksLikeTests(text: string): boolean {
  if (/^\s*"?apiVersion"?\s*:/m.test(text)) return false;
  return /^\s*[{]?\s*"?testCases"?\s*:/m.test(text) || /^[\s{[-]*"?test_name"?\s*:/m.test(text);
}
