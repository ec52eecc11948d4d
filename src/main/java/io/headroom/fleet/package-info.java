/** What admins do to the fleet: nodes and devices are drained and taken back into use, called healthy, removed. */
package io.headroom.fleet;
