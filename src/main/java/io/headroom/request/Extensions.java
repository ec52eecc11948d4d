package io.headroom.request;

import io.headroom.account.Account;
import io.headroom.approval.Facts;
import io.headroom.lease.Lease;
import io.headroom.lease.Leases;
import io.headroom.lease.OpenLoan;
import io.headroom.platform.Refused;
import io.headroom.platform.Version;
import io.headroom.platform.When;
import io.headroom.team.Teams;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Asking for a later end: the same policy as for a new lease of the GPUs that are held, or claimed. */
@ApplicationScoped
public class Extensions {
    private final RequestConfig config;
    private final Requests requests;
    private final RequestActions actions;
    private final Leases leases;
    private final Teams teams;
    private final Clock clock;

    Extensions(
            RequestConfig config, Requests requests, RequestActions actions, Leases leases, Teams teams, Clock clock) {
        this.config = config;
        this.requests = requests;
        this.actions = actions;
        this.leases = leases;
        this.teams = teams;
        this.clock = clock;
    }

    /**
     * How much longer, as it was typed or sent.
     *
     * @param duration ISO 8601
     * @param ifMatch the version of the lease the caller saw, or null; a second click has seen an older one
     */
    public record Wanted(UUID lease, String duration, String purpose, String ifMatch) {}

    /**
     * What would happen. Changes nothing.
     *
     * @throws Refused as {@link #ask}
     */
    public Change foresee(Wanted wanted, Account account) {
        Lease lease = leases.get(wanted.lease());
        Longer longer = judged(lease, wanted, account);
        String sentence = "Extends the lease by " + When.length(longer.by) + ".";
        return new Change(lease.gpus(), lease.endsAt().plus(longer.by), sentence, longer.judgement.verdict(), null);
    }

    /**
     * Hands it in.
     *
     * @throws Refused 409 if the lease has no end yet, is over, or an extension is under review, 412 if it changed, 422 for
     *     a bad duration
     */
    @Transactional
    public CapacityRequest ask(Wanted wanted, Account account) {
        // Locked first: a second click waits here, and then has seen an older version.
        Lease lease = leases.lock(wanted.lease());
        Longer longer = judged(lease, wanted, account);
        return actions.extend(lease, longer.by, longer.purpose, longer.judgement, account);
    }

    private record Longer(Duration by, String purpose, Judgement judgement) {}

    private Longer judged(Lease lease, Wanted wanted, Account account) {
        Version.check("lease", wanted.ifMatch(), lease.version());
        actions.requireExtensible(lease);
        Duration by = AskParser.term(config, wanted.duration());
        Duration whole = lease.term().plus(by);
        requireWithinLongest(whole, wanted.duration());
        int nominal = teams.get(lease.team()).quota(lease.flavor()).nominal();
        // With what is reserved until the new end, and the most that the lease may grow to.
        int most = Math.max(lease.claim(), lease.maxGpus());
        int claimed =
                leases.claimed(lease.team(), lease.flavor(), lease.endsAt().plus(by)) + most - lease.claim();
        int borrowed = Math.clamp((long) claimed - nominal, 0, most);
        // Judged by the whole term: many short extensions are no way around the policy.
        Judgement judgement = requests.judge(
                facts(lease, most, borrowed, whole, account), Math.max(0, lease.claim() - borrowed), borrowed);
        return new Longer(by, AskParser.purpose(wanted.purpose(), lease.purpose()), judgement);
    }

    private Facts facts(Lease lease, int most, int borrowed, Duration whole, Account account) {
        Facts.Asked asked = new Facts.Asked(
                RequestType.EXTEND.name(),
                List.of(lease.flavor()),
                lease.claim(),
                Math.min(lease.minGpus(), lease.claim()),
                most,
                lease.kind().name().toLowerCase(Locale.ROOT),
                lease.priority(),
                lease.reclaimable(),
                whole,
                Duration.ZERO,
                borrowed,
                borrowed == 0 ? Map.of() : lenders(lease));
        return new Facts(
                asked, requests.asking(lease.team(), lease.flavor()), Facts.Requester.of(account), clock.instant());
    }

    /** It goes on borrowing where its team borrows now: which of its leases borrows from whom is not told apart. */
    private Map<String, Integer> lenders(Lease lease) {
        return leases.loans().stream()
                .filter(loan ->
                        loan.borrower().equals(lease.team()) && loan.flavor().equals(lease.flavor()))
                .collect(Collectors.toMap(OpenLoan::lender, OpenLoan::gpus));
    }

    private void requireWithinLongest(Duration term, String duration) {
        if (term.compareTo(config.longestTerm()) <= 0) return;
        String rule = "with it the lease would last " + When.length(term) + "; the term must be at most "
                + When.length(config.longestTerm());
        throw Refused.invalid("duration", duration, rule);
    }
}
