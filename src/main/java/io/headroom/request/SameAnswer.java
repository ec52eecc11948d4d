package io.headroom.request;

import io.headroom.account.Account;
import io.headroom.platform.CommonRefusal;
import io.headroom.platform.Denials;
import io.headroom.platform.Refused;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.HttpMethod;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/** One answer to several requests. Each is a transaction of its own: one that changed meanwhile stops no other. */
@ApplicationScoped
class SameAnswer {
    private static final Logger LOG = Logger.getLogger(SameAnswer.class);
    private static final int MOST = 200;

    private final Requests requests;
    private final Reviews reviews;
    private final Denials denials;

    SameAnswer(Requests requests, Reviews reviews, Denials denials) {
        this.requests = requests;
        this.reviews = reviews;
        this.denials = denials;
    }

    /**
     * A request as it was seen when it was ticked.
     *
     * @param version as an entity tag
     */
    record Seen(UUID id, String version) {
        private static final Pattern TICKED =
                Pattern.compile("(\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12}):(\\d{1,9})");

        /** @throws Refused 422 unless it is an id and a version, as the inbox writes them */
        static Seen parse(String ticked) {
            Matcher parts = TICKED.matcher(ticked);
            if (!parts.matches()) throw invalid("ask", ticked, "must be an id and a version, as in the inbox");
            return new Seen(UUID.fromString(parts.group(1)), parts.group(2));
        }
    }

    /**
     * What came of one of them.
     *
     * @param done false if it stays as it was
     */
    record Outcome(String id, String headline, boolean done, String sentence) {}

    /** Approves all that each of them asks for. */
    List<Outcome> approve(List<Seen> asks, String comment, Account account) {
        return each(asks, account, ask -> {
            CapacityRequest after = reviews.approve(ask.id(), null, comment, account, ask.version());
            return after.reviewer() == null
                    ? after.grantedGpus() + " of " + after.gpus() + " GPUs approved."
                    : "Approved; " + after.reviewer().title() + " decides next.";
        });
    }

    /** @throws Refused 422 without a reason */
    List<Outcome> deny(List<Seen> asks, String reason, Account account) {
        if (Complaints.blank(reason)) throw invalid("words", reason, "say why; the teams read it");
        return each(asks, account, ask -> {
            reviews.deny(ask.id(), reason, account, ask.version());
            return "Denied.";
        });
    }

    private List<Outcome> each(List<Seen> asks, Account account, Function<Seen, String> answer) {
        if (asks.isEmpty() || asks.size() > MOST)
            throw invalid("ask", asks.isEmpty() ? null : asks.size() + " requests", "tick from 1 to " + MOST);
        return asks.stream().map(ask -> outcome(ask, account, answer)).toList();
    }

    private Outcome outcome(Seen ask, Account account, Function<Seen, String> answer) {
        String id = ask.id().toString();
        String headline = id;
        try {
            headline = RequestView.headline(requests.get(ask.id(), account));
            return new Outcome(id, headline, true, answer.apply(ask));
        } catch (Refused refused) {
            denials.tell(refused.refusal(), HttpMethod.POST, "/requests/" + id);
            return new Outcome(id, headline, false, refused.refusal().detail());
        } catch (RuntimeException e) {
            // The others were decided or will be: the answer has to say so.
            LOG.errorf(e, "request=%s: not decided", id);
            return new Outcome(id, headline, false, "It could not be decided: something went wrong. Try it alone.");
        }
    }

    private static Refused invalid(String field, String value, String rule) {
        return new Refused(CommonRefusal.Invalid.of(field, value, rule));
    }
}
