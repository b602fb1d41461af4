/** The Kubernetes objects that routing rests on, as far as it does. */
export type Service = {
  type?: 'ClusterIP' | 'NodePort' | 'LoadBalancer' | 'ExternalName';
  clusterIP?: string;
  clusterIPs?: string[];
  externalName?: string;
  externalIPs?: string[];
  selector?: Record<string, string>;
  ports?: ServicePort[];
  publishNotReadyAddresses?: boolean;
  [field: string]: unknown;
};
export type ServicePort = {
  name?: string;
  port: number;
  protocol?: 'TCP' | 'UDP' | 'SCTP';
  targetPort?: number | string;
  appProtocol?: string;
  nodePort?: number;
};
export type PodSpec = {
  containers?: { name?: string; ports?: { name?: string; containerPort: number; protocol?: string }[] }[];
  serviceAccountName?: string;
  [field: string]: unknown;
};
export type PodStatus = {
  phase?: string;
  podIP?: string;
  conditions?: { type: string; status: string }[];
  [field: string]: unknown;
};
/** `spec` of Deployment, StatefulSet, DaemonSet and ReplicaSet. */
export type WorkloadSpec = {
  replicas?: number;
  selector?: { matchLabels?: Record<string, string> };
  template?: { metadata?: { labels?: Record<string, string>; annotations?: Record<string, string> }; spec?: PodSpec };
};
export type EndpointSlice = Record<string, unknown>;
