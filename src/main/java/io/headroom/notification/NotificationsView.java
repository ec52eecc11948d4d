package io.headroom.notification;

import java.util.List;

/**
 * The page of notifications.
 *
 * @param unreadOnly whether the reader wants only what they have not read
 * @param self this page's own address, to fetch it again
 * @param next the address of the page after it, or null
 * @param mailOff whether there is no mail server
 * @param email where mail goes, or null if that is not known
 * @param webhooks whether the reader may have webhooks
 */
record NotificationsView(
        List<NotificationView> items,
        boolean unreadOnly,
        String self,
        String next,
        boolean saved,
        boolean mailOff,
        String email,
        List<WishView> wishes,
        boolean webhooks) {
    /** Whether there is something to mark as read. */
    public boolean anyUnread() {
        return items.stream().anyMatch(NotificationView::unread);
    }

    /** One choice of mail. */
    record WishView(String value, String text, boolean chosen) {
        static List<WishView> of(MailWish chosen) {
            return List.of(MailWish.values()).stream()
                    .map(it -> new WishView(it.name(), text(it), it == chosen))
                    .toList();
        }

        private static String text(MailWish wish) {
            return switch (wish) {
                case IMPORTANT -> "At once what asks you to act, the rest once a day";
                case AT_ONCE -> "Everything at once";
                case DIGEST -> "Everything once a day";
                case NONE -> "No mail";
            };
        }
    }
}
