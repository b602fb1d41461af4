/** Lower case of A to Z alone: Envoy folds case by ASCII (absl::AsciiStrToLower), whatever the locale or Unicode says. */
export function asciiLowerCase(text: string): string {
  return /[A-Z]/.test(text) ? text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase()) : text;
}
