package io.headroom.notification;

import java.util.List;

/**
 * The page of webhooks.
 *
 * @param teams whose webhooks the caller may add
 * @param everything whether they may add one for everything
 * @param done what was just done, or null
 * @param input what stands in the form
 * @param error what is wrong with its address, or null
 */
record WebhooksView(
        List<WebhookView> webhooks,
        List<String> teams,
        boolean everything,
        String done,
        WebhookInput input,
        String error) {
    /** What was typed as address. */
    public String url() {
        return input.url() == null ? "" : input.url();
    }

    /** Whether a team was chosen. */
    public boolean chosen(String team) {
        return team.equals(input.team());
    }

    /** Whether Slack's format was chosen. */
    public boolean slack() {
        return WebhookFormat.SLACK.name().equals(input.format());
    }
}
