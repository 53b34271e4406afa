{{- define "storeledger.name" -}}
{{- if contains .Chart.Name .Release.Name }}{{ .Release.Name }}{{ else }}{{ .Release.Name }}-{{ .Chart.Name }}{{ end }}
{{- end }}

{{- define "storeledger.selector" -}}
app.kubernetes.io/name: {{ .root.Chart.Name }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .component }}
{{- end }}

{{- define "storeledger.labels" -}}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
app.kubernetes.io/part-of: storeledger
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
{{- end }}

{{- define "storeledger.image" -}}
{{- if .Values.image.digest -}}
{{ .Values.image.repository }}@{{ .Values.image.digest }}
{{- else -}}
{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}
{{- end }}
{{- end }}

{{- define "storeledger.serviceAccount" -}}
{{- if .Values.serviceAccount.create }}{{ .Values.serviceAccount.name | default (include "storeledger.name" .) }}
{{- else }}{{ .Values.serviceAccount.name | default "default" }}{{ end }}
{{- end }}

{{/* The configuration: what is given, and what only the chart knows. */}}
{{- define "storeledger.config" -}}
{{- $name := include "storeledger.name" . }}
{{- $services := list }}
{{- range $each := list "enricher" "writer" "catalog" }}
{{- if (index $.Values.services $each).enabled }}
{{- $services = append $services (printf "http://%s-%s:9404" $name $each) }}
{{- end }}
{{- end }}
{{- $own := dict
    "dataFolder" "/data"
    "admin" (dict "host" "0.0.0.0" "port" 9404)
    "ingress" (dict "host" "0.0.0.0" "port" 8080)
    "console" (dict "host" "0.0.0.0" "port" 8090 "services" $services) }}
{{- mergeOverwrite (deepCopy .Values.config) $own | toYaml }}
{{- end }}

{{- define "storeledger.partitions" -}}
{{- dig "kafka" "topics" "partitions" 6 .Values.config }}
{{- end }}

{{/* How long the audit log is kept: a length of time as the configuration's. */}}
{{- define "storeledger.retentionMs" -}}
{{- $written := dig "kafka" "topics" "retention" "" .Values.config | toString | trim }}
{{- if not $written }}-1
{{- else if not (regexMatch "^[0-9]{1,9} *(ms|s|m|h|d)$" $written) }}
{{- fail (printf "config.kafka.topics.retention: \"%s\" should be a length of time such as 2h or 30d" $written) }}
{{- else }}
{{- $millis := dict "ms" 1 "s" 1000 "m" 60000 "h" 3600000 "d" 86400000 }}
{{- mul (regexFind "^[0-9]+" $written | int64) (index $millis (regexFind "[a-z]+$" $written)) }}
{{- end }}
{{- end }}

{{/* What the metrics call the services. */}}
{{- define "storeledger.components" -}}
{catalog: catalog-publisher, console: console, enricher: enricher, ingress: ingress, writer: netsuite-writer}
{{- end }}

{{/* One service's pods. */}}
{{- define "storeledger.pod" -}}
{{- $root := .root }}
{{- $service := index .root.Values.services .component }}
metadata:
  labels:
    {{- include "storeledger.labels" .root | nindent 4 }}
    app.kubernetes.io/component: {{ .component }}
  annotations:
    # a changed configuration is a rollout
    checksum/config: {{ include "storeledger.config" .root | sha256sum }}
    {{- with $service.podAnnotations }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
spec:
  serviceAccountName: {{ include "storeledger.serviceAccount" .root }}
  # nothing of ours asks Kubernetes anything
  automountServiceAccountToken: false
  enableServiceLinks: false
  terminationGracePeriodSeconds: {{ .root.Values.terminationGracePeriodSeconds }}
  {{- with .root.Values.imagePullSecrets }}
  imagePullSecrets:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  securityContext:
    runAsNonRoot: true
    runAsUser: 65532
    runAsGroup: 65532
    fsGroup: 65532
    fsGroupChangePolicy: OnRootMismatch
    seccompProfile: {type: RuntimeDefault}
  {{- with $service.nodeSelector }}
  nodeSelector:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with $service.tolerations }}
  tolerations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  topologySpreadConstraints:
    {{- range $key := list "topology.kubernetes.io/zone" "kubernetes.io/hostname" }}
    - maxSkew: 1
      topologyKey: {{ $key }}
      whenUnsatisfiable: ScheduleAnyway
      labelSelector:
        matchLabels:
          {{- include "storeledger.selector" $ | nindent 10 }}
    {{- end }}
  containers:
    - name: {{ .component }}
      image: {{ include "storeledger.image" .root | quote }}
      imagePullPolicy: {{ .root.Values.image.pullPolicy }}
      args: [service, {{ .component }}, --config, /etc/storeledger/storeledger.yaml]
      env:
        - name: POD_NAME
          valueFrom: {fieldRef: {fieldPath: metadata.name}}
        {{- if eq .component "console" }}
        - name: STORELEDGER_CONSOLE_ADVERTISED
          value: $(POD_NAME).{{ include "storeledger.name" .root }}-console-peers:8090
        {{- end }}
        {{- with $service.env }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
      {{- if eq .component "ingress" }}
      # it is asked to end while there are some who still send to it; sleep is the image's
      lifecycle:
        preStop: {exec: {command: [sleep, "5"]}}
      {{- end }}
      ports:
        - {name: metrics, containerPort: 9404}
        {{- if eq .component "ingress" }}
        - {name: webhooks, containerPort: 8080}
        {{- else if eq .component "console" }}
        - {name: console, containerPort: 8090}
        {{- end }}
      # an hour to begin with: there may be much to read. Waiting for Kafka, for rights, for partitions is no start-up
      startupProbe:
        httpGet: {path: /health/started, port: metrics}
        periodSeconds: 2
        failureThreshold: 1800
      livenessProbe:
        httpGet: {path: /health/live, port: metrics}
        periodSeconds: 10
        timeoutSeconds: 5
        failureThreshold: 6
      readinessProbe:
        httpGet: {path: /health/ready, port: metrics}
        periodSeconds: 5
        timeoutSeconds: 5
        failureThreshold: 3
      resources:
        {{- toYaml $service.resources | nindent 8 }}
      securityContext:
        allowPrivilegeEscalation: false
        readOnlyRootFilesystem: true
        capabilities: {drop: [ALL]}
      volumeMounts:
        - {name: config, mountPath: /etc/storeledger, readOnly: true}
        - {name: tmp, mountPath: /tmp}
        - {name: data, mountPath: /data}
        {{- range $service.secrets | default .root.Values.secrets }}
        - {name: {{ printf "secret-%s" . | quote }}, mountPath: {{ printf "/run/secrets/%s" . | quote }}, readOnly: true}
        {{- end }}
  volumes:
    - name: config
      configMap: {name: {{ include "storeledger.name" .root }}}
    - name: tmp
      emptyDir: {sizeLimit: 128Mi}
    {{- if not (and $service.persistence $service.persistence.enabled) }}
    - name: data
      emptyDir: {}
    {{- end }}
    {{- range $service.secrets | default .root.Values.secrets }}
    - name: {{ printf "secret-%s" . | quote }}
      secret: {secretName: {{ . | quote }}, defaultMode: 0440}
    {{- end }}
{{- end }}
