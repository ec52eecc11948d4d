package io.headroom.notification;

import java.time.Instant;
import java.util.List;

/**
 * Somebody who has opened the portal, as they were known then.
 *
 * @param email null if the identity provider gave none
 */
public record Person(
        String username,
        String name,
        String email,
        List<String> leads,
        List<String> manages,
        boolean admin,
        Instant lastSeen,
        MailWish mail) {}
