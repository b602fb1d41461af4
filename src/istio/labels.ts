/** Whether `labels` has everything that `selector` asks for (pkg/config/labels/instance.go:SubsetOf). */
export function hasLabels(
  labels: Readonly<Record<string, string>>,
  selector: Readonly<Record<string, string>>,
): boolean {
  return Object.entries(selector).every(([key, value]) => labels[key] === value);
}
