/** Lets the person choose YAML or JSON files. */
export function openFileDialog(take: (files: readonly File[]) => void): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.multiple = true;
  input.accept = '.yaml,.yml,.json,.txt,.tpl';
  input.addEventListener('change', () => take([...(input.files ?? [])]));
  input.click();
}
