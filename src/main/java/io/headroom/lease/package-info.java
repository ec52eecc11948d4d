/** Leases: GPUs a team holds or waits for, their phases, the reclaims under way and who lends to whom. */
package io.headroom.lease;
