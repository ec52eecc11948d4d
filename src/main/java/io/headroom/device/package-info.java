/** Nodes and their GPUs: what exists, whether it is healthy, and which lease each one belongs to. */
package io.headroom.device;
