/**
 * What a Kubernetes cluster knows: which pods and services are exporters, on which node they run, and which labels
 * namespaces and pods carry. The only package that speaks to a cluster, and only if the settings say so.
 */
package io.headroom.kubernetes;
