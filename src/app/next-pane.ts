/** The parts of the screen in the order in which F6 goes through them, each by what takes the focus there: the first of the list that is shown. */
const panes: readonly (readonly string[])[] = [
  ['input[aria-label="URL"]'],
  ['[aria-label="Canvas"] [tabindex="0"]', '[aria-label="Canvas"] button'],
  ['[aria-label="YAML"] .native-edit-context', '[aria-label="YAML"] textarea', '[aria-label="YAML"] [tabindex="0"]'],
  ['#panel :is(button, input, select, [tabindex="0"]):not(:disabled)'],
  ['[role="tab"][aria-selected="true"]', '[role="tab"]'],
];

/** Where each part begins and ends, to know which one has the focus. */
const bounds: readonly string[] = [
  'form[aria-label="Request"]',
  '[aria-label="Canvas"]',
  '[aria-label="YAML"]',
  '#panel',
  '[role="tablist"]',
];

/** Takes the focus to the next part of the screen that is shown, or to the one before: also out of the text, where Tab writes. */
export function focusPane(by: 1 | -1): void {
  const found = bounds.findIndex((bound) => document.activeElement?.closest(bound));
  // From nowhere, forward is the first and back is the last.
  const current = found < 0 && by < 0 ? 0 : found;
  for (let step = 1; step <= panes.length; step++) {
    const target = shown(panes[(current + by * step + panes.length) % panes.length] ?? []);
    if (!target) continue;
    target.focus();
    return;
  }
}

function shown(selectors: readonly string[]): HTMLElement | null {
  for (const selector of selectors)
    for (const element of document.querySelectorAll<HTMLElement>(selector))
      if (element.checkVisibility({ visibilityProperty: true })) return element;
  return null;
}
