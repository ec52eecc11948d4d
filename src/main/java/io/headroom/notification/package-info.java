/** Tells people what concerns them: in the portal, by mail and through webhooks. */
package io.headroom.notification;
