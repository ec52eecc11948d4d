/** What admins do to the fleet: nodes and devices are drained, and taken back into use. */
package io.headroom.fleet;
