package io.headroom.notification;

import io.headroom.account.Account;
import io.headroom.platform.CommonRefusal;
import io.headroom.platform.Happened;
import io.headroom.platform.Journal;
import io.headroom.platform.Refused;
import io.headroom.team.Access;
import io.headroom.team.Teams;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Webhooks and those who may touch them: a team's leads theirs, admins all. */
@ApplicationScoped
class Webhooks {
    private static final int SECRET_BYTES = 32;

    private final WebhookRepository repository;
    private final AddressRule addresses;
    private final Access access;
    private final Teams teams;
    private final NotificationConfig config;
    private final Journal journal;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Webhooks(
            WebhookRepository repository,
            AddressRule addresses,
            Access access,
            Teams teams,
            NotificationConfig config,
            Journal journal,
            Clock clock) {
        this.repository = repository;
        this.addresses = addresses;
        this.access = access;
        this.teams = teams;
        this.config = config;
        this.journal = journal;
        this.clock = clock;
    }

    /** Those the caller may touch, oldest first. */
    List<Webhook> list(Account account) {
        return repository.all().stream().filter(it -> mayTouch(account, it)).toList();
    }

    /**
     * Adds one. The answer has its secret; no other will.
     *
     * @throws Refused 422 for an address it may not have, 404 or 403 for a team the caller does not see or lead, 409 if
     *     there are as many as there may be
     */
    @Transactional
    Webhook add(WebhookInput input, Account account) {
        requireOwner(input.team(), account);
        URI address = input.address();
        WebhookFormat format = input.shape();
        if (addresses.look(address) instanceof AddressRule.Closed(String rule)) throw input.invalid(rule);
        requireRoom(input.team());
        UUID id = repository.add(new Webhook(
                null, input.team(), address.toString(), secret(), format, true, account.username(), clock.instant()));
        Webhook added = repository.find(id).orElseThrow();
        tell("added", null, added, account);
        return added;
    }

    /** Pauses it, or lets it go on. What happens while it is paused it is never told. @throws Refused 404 */
    @Transactional
    Webhook activate(UUID id, boolean active, Account account) {
        Webhook before = get(id, account);
        repository.activate(id, active);
        Webhook after = get(id, account);
        tell(active ? "resumed" : "paused", before, after, account);
        return after;
    }

    /** @throws Refused 404 if there is none, or it is somebody else's */
    @Transactional
    void remove(UUID id, Account account) {
        Webhook webhook = get(id, account);
        repository.remove(id);
        tell("removed", webhook, null, account);
    }

    /** @throws Refused 404 if there is none, or it is somebody else's */
    Webhook get(UUID id, Account account) {
        Webhook webhook = repository
                .find(id)
                .orElseThrow(() -> new Refused(new CommonRefusal.NotFound("webhook", id.toString())));
        if (!mayTouch(account, webhook)) throw new Refused(CommonRefusal.NotFound.hidden("webhook", id.toString()));
        return webhook;
    }

    /**
     * On record for admins, without the secret; nobody is told.
     *
     * @param before null if there was none
     * @param after null if there is none any more
     */
    private void tell(String did, Webhook before, Webhook after, Account account) {
        Webhook webhook = after == null ? before : after;
        journal.tell(new Happened(
                clock.instant(),
                account.username(),
                "webhook." + did,
                new Happened.Subject("webhook", webhook.id().toString(), webhook.team()),
                Set.of(),
                values(before),
                values(after),
                account.username() + " " + did + " the webhook to " + webhook.url() + "."));
    }

    private static Map<String, Object> values(Webhook webhook) {
        if (webhook == null) return null;
        return Map.of("url", webhook.url(), "format", webhook.format().name(), "active", webhook.active());
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

    private void requireRoom(String team) {
        repository.lock();
        List<Webhook> all = repository.all();
        if (all.size() >= config.webhooks())
            throw new Refused(new WebhookRefusal.TooManyWebhooks("This portal", config.webhooks()));
        long own = all.stream()
                .filter(it -> team != null && team.equals(it.team()))
                .count();
        if (own >= config.webhooksPerTeam())
            throw new Refused(new WebhookRefusal.TooManyWebhooks(team, config.webhooksPerTeam()));
    }

    private String secret() {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
