import { useWorkspace, useWorkspaceApi } from '../ui/use-workspace.tsx';
import styles from './canvas.module.css';

/** What stands where there is nothing to draw: how to begin, or what the text holds instead. */
export function EmptyCanvas() {
  const objects = useWorkspace((state) => state.decoded.objects);
  const workspace = useWorkspaceApi();
  if (objects.length === 0) {
    return (
      <div className={styles.empty}>
        <strong>Paste your YAML</strong>
        <p>
          Ctrl+V anywhere takes Istio, Gateway API and Kubernetes manifests, the output of kubectl, Helm or Kustomize,
          as YAML or JSON.
        </p>
      </div>
    );
  }
  const kinds = [...new Set(objects.map(({ kind }) => kind))];
  const named = kinds.slice(0, 4).join(', ') + (kinds.length > 4 ? ' …' : '');
  return (
    <div className={styles.empty}>
      <strong>Nothing here routes a request</strong>
      <p>
        {objects.length === 1 ? 'One object is' : `${objects.length} objects are`} kept as written ({named}). Paste a
        VirtualService, an HTTPRoute or a Service beside {objects.length === 1 ? 'it' : 'them'}.
      </p>
      <button type="button" className="nopan" onClick={() => workspace.setPanel('documents')}>
        Show the documents
      </button>
    </div>
  );
}
