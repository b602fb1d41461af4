import { istioVersions, measuredVersion } from '../pilot/versions.ts';
import { useWorkspace, useWorkspaceApi } from '../ui/use-workspace.tsx';
import styles from './verdict-line.module.css';

/** Which Istio answers; the newest is the one that the answers were measured with. */
export function VersionSelect() {
  const version = useWorkspace((state) => state.version);
  const workspace = useWorkspaceApi();
  return (
    <label className={styles.version}>
      As Istio
      <select
        value={version}
        onChange={(event) => {
          const chosen = istioVersions.find((one) => one === event.target.value);
          if (chosen) workspace.setVersion(chosen);
        }}
      >
        {istioVersions.toReversed().map((one) => (
          <option key={one} value={one}>
            {one === measuredVersion ? `${one}, as measured` : one}
          </option>
        ))}
      </select>
    </label>
  );
}
