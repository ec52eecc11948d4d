package io.headroom.notification;

import io.headroom.account.Account;
import io.headroom.platform.CommonRefusal;
import io.headroom.platform.Happened;
import io.headroom.platform.Journal;
import io.headroom.platform.Refused;
import io.headroom.platform.Signals;
import io.headroom.platform.Topic;
import io.headroom.team.Access;
import io.headroom.team.Teams;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Webhooks and those who may touch them: a team's leads theirs, admins all. */
@ApplicationScoped
class Webhooks {
    private static final int SECRET_BYTES = 32;
    private static final int LOGGED = 20;
    static final String PING = "ping";

    private final WebhookRepository repository;
    private final NewsRepository news;
    private final OutboxRepository outbox;
    private final AddressRule addresses;
    private final Access access;
    private final Teams teams;
    private final Signals signals;
    private final Journal journal;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Webhooks(
            WebhookRepository repository,
            NewsRepository news,
            OutboxRepository outbox,
            AddressRule addresses,
            Access access,
            Teams teams,
            Signals signals,
            Journal journal,
            Clock clock) {
        this.repository = repository;
        this.news = news;
        this.outbox = outbox;
        this.addresses = addresses;
        this.access = access;
        this.teams = teams;
        this.signals = signals;
        this.journal = journal;
        this.clock = clock;
    }

    /** Those the caller may touch, oldest first. */
    List<Webhook> list(Account account) {
        return repository.all().stream().filter(it -> mayTouch(account, it)).toList();
    }

    /** The last attempts to reach it, newest first. */
    List<Attempt> attempts(UUID id) {
        return outbox.attempts(id, LOGGED);
    }

    /**
     * Adds one. The answer has its secret; no other will.
     *
     * @throws Refused 422 for an address it may not have, 404 or 403 for a team the caller does not see or lead
     */
    @Transactional
    Webhook add(WebhookInput input, Account account) {
        requireOwner(input.team(), account);
        URI address = input.address();
        WebhookFormat format = input.shape();
        addresses.refusal(address).ifPresent(rule -> {
            throw input.invalid(rule);
        });
        UUID id = repository.add(new Webhook(
                null, input.team(), address.toString(), secret(), format, true, account.username(), clock.instant()));
        Webhook added = repository.find(id).orElseThrow();
        tell(added, account, "added");
        return added;
    }

    /** On record for admins, without the secret; nobody is told. */
    private void tell(Webhook webhook, Account account, String did) {
        journal.tell(new Happened(
                clock.instant(),
                account.username(),
                "webhook." + did,
                new Happened.Subject("webhook", webhook.id().toString(), webhook.team()),
                Set.of(),
                null,
                Map.of("url", webhook.url(), "active", webhook.active()),
                account.username() + " " + did + " the webhook to " + webhook.url() + "."));
    }

    /** Pauses it, or lets it go on. What happens while it is paused it is never told. @throws Refused 404 */
    @Transactional
    Webhook activate(UUID id, boolean active, Account account) {
        find(id, account);
        repository.activate(id, active);
        Webhook webhook = find(id, account);
        tell(webhook, account, active ? "resumed" : "paused");
        return webhook;
    }

    /** @throws Refused 404 if there is none, or it is somebody else's */
    @Transactional
    void remove(UUID id, Account account) {
        Webhook webhook = find(id, account);
        repository.remove(id);
        tell(webhook, account, "removed");
    }

    /** Sends it a test, on the way that everything else goes. @return the delivery @throws Refused 404 */
    @Transactional
    UUID ping(UUID id, Account account) {
        Webhook webhook = find(id, account);
        Instant now = clock.instant();
        UUID told = news.add(new News(
                null,
                now,
                account.username(),
                PING,
                "Test",
                Importance.ORDINARY,
                "webhook",
                id.toString(),
                webhook.team(),
                account.username() + " tests this webhook.",
                "/notifications/webhooks",
                null,
                null));
        UUID delivery = outbox.put(told, Channel.WEBHOOK, id.toString(), now);
        signals.changed(Topic.NOTIFICATIONS);
        return delivery;
    }

    private Webhook find(UUID id, Account account) {
        return repository
                .find(id)
                .filter(it -> mayTouch(account, it))
                .orElseThrow(() -> new Refused(new CommonRefusal.NotFound("webhook", id.toString())));
    }

    private static boolean mayTouch(Account account, Webhook webhook) {
        return account.admin() || webhook.team() != null && account.leads(webhook.team());
    }

    private void requireOwner(String team, Account account) {
        if (team == null && !account.admin())
            throw new Refused(new CommonRefusal.NotAllowed("add a webhook for everything", "admins"));
        if (team == null) return;
        teams.get(team);
        if (!account.admin()) access.requireLeads(account, team, new Access.Deed("add a webhook", "team", team));
    }

    private String secret() {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
