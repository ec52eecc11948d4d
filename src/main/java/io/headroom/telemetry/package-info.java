/**
 * What exporters say about devices, read with suspicion: scraping, parsing, mapping to a few facts, the last hour in
 * memory, minute roll-ups, and the verdict busy, idle-held or unknown. Unknown is null, never zero.
 */
package io.headroom.telemetry;
