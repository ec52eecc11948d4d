package io.headroom.notification;

/** What a webhook is sent. */
enum WebhookFormat {
    /** All that is known, for programs. */
    GENERIC,
    /** One text, as Slack and those who copied it take it. */
    SLACK
}
