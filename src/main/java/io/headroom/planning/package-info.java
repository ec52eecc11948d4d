/** The loop that makes plans true: snapshot, plan, apply in one transaction, say so. One leader at a time. */
package io.headroom.planning;
