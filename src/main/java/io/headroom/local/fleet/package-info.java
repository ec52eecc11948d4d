/**
 * GPUs that do not exist, behind exporters that do: one HTTP target per node, in dcgm-exporter's own format, so that a
 * laptop shows what a cluster would.
 */
package io.headroom.local.fleet;
