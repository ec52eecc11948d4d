/** What happened, on record: who did what, when and from where, in a chain that shows whether anybody changed it later. */
package io.headroom.audit;
