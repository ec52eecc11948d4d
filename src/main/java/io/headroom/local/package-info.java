/** What one machine needs in place of a data centre: an embedded database, a local identity provider, one start. */
package io.headroom.local;
