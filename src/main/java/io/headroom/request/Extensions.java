package io.headroom.request;

import io.headroom.account.Account;
import io.headroom.allocator.TeamShare;
import io.headroom.lease.Lease;
import io.headroom.planning.Preview;
import io.headroom.platform.CommonRefusal;
import io.headroom.platform.FieldError;
import io.headroom.platform.Refused;
import io.headroom.platform.Version;
import io.headroom.platform.When;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;

/** Asking for a later end: the same policy as for a new lease of the GPUs that are held. */
@ApplicationScoped
public class Extensions {
    private final RequestConfig config;
    private final Requests requests;
    private final RequestActions actions;
    private final Preview preview;

    Extensions(RequestConfig config, Requests requests, RequestActions actions, Preview preview) {
        this.config = config;
        this.requests = requests;
        this.actions = actions;
        this.preview = preview;
    }

    /**
     * @param duration how much longer, ISO 8601
     * @param ifMatch the version of the lease the caller saw, or null; a second click has seen an older one
     * @throws io.headroom.platform.Refused 409 if the lease is not running or an extension is under review, 422 for a bad
     *     duration
     */
    public CapacityRequest ask(Lease lease, String duration, String purpose, Account account, String ifMatch) {
        Version.check("lease", ifMatch, lease.version());
        Duration by = AskParser.term(config, duration);
        requireWithinLongest(lease.term().plus(by), duration);
        int borrowed = preview.shares().stream()
                .filter(share ->
                        share.team().equals(lease.team()) && share.flavor().equals(lease.flavor()))
                .mapToInt(TeamShare::borrowed)
                .sum();
        Verdict verdict = requests.verdict(lease.team(), lease.held(), Math.min(borrowed, lease.held()), by);
        String why = purpose == null || purpose.isBlank() ? lease.purpose() : purpose.strip();
        return actions.extend(lease.id(), by, why, verdict, account);
    }

    /** Many short extensions are no way around the longest term. */
    private void requireWithinLongest(Duration term, String duration) {
        if (term.compareTo(config.longestTerm()) <= 0) return;
        String rule = "with it the lease would last " + When.length(term) + "; the term must be at most "
                + When.length(config.longestTerm());
        throw new Refused(new CommonRefusal.Invalid(List.of(new FieldError("duration", duration, rule))));
    }
}
