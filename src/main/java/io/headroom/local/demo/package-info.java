/** The demo: a small world with a week of history, and a simulated fleet that behaves as its leases say. */
package io.headroom.local.demo;
