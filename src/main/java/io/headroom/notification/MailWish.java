package io.headroom.notification;

import java.util.Optional;

/** What a person wants by mail. */
enum MailWish {
    /** At once what asks for something, the rest in the digest. */
    IMPORTANT,
    /** Everything at once. */
    AT_ONCE,
    /** Everything in the digest. */
    DIGEST,
    /** Nothing. */
    NONE;

    Optional<Channel> channel(Importance importance) {
        return switch (this) {
            case IMPORTANT -> Optional.of(importance == Importance.IMPORTANT ? Channel.MAIL : Channel.DIGEST);
            case AT_ONCE -> Optional.of(Channel.MAIL);
            case DIGEST -> Optional.of(Channel.DIGEST);
            case NONE -> Optional.empty();
        };
    }
}
