/** The idle ladder (R11): a lease whose GPUs are idle is warned, then they are lendable, then they go back. */
package io.headroom.idle;
