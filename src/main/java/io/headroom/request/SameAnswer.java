package io.headroom.request;

import io.headroom.account.Account;
import io.headroom.platform.Complaints;
import io.headroom.platform.Denials;
import io.headroom.platform.Refusal;
import io.headroom.platform.Refused;
import io.headroom.request.IdempotencyKeys.Key;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.HttpMethod;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** One answer to several requests. Each is a transaction of its own: one that changed meanwhile stops no other. */
@ApplicationScoped
class SameAnswer {
    private static final Logger LOG = Logger.getLogger(SameAnswer.class);
    private static final int MOST = 200;

    private final Requests requests;
    private final Reviews reviews;
    private final IdempotencyKeys keys;
    private final Denials denials;
    private final Clock clock;

    SameAnswer(Requests requests, Reviews reviews, IdempotencyKeys keys, Denials denials, Clock clock) {
        this.requests = requests;
        this.reviews = reviews;
        this.keys = keys;
        this.denials = denials;
        this.clock = clock;
    }

    /**
     * Requests as they were seen by whoever answers them.
     *
     * @param asks from 1 to 200 of them
     */
    record Several(List<Seen> asks, Call call) {
        /**
         * @param field what a refusal names
         * @throws Refused 422 if there are none, or too many
         */
        static Several of(String field, List<Seen> asks, Call call) {
            if (asks.isEmpty() || asks.size() > MOST)
                throw Refused.invalid(
                        field, asks.isEmpty() ? null : asks.size() + " requests", "must be from 1 to " + MOST);
            return new Several(asks.stream().distinct().toList(), call);
        }
    }

    /**
     * What answers them.
     *
     * @param key what was answered with it before is not answered again
     * @param path what was called, as a denied attempt is recorded
     */
    record Call(Account account, Key key, String path) {}

    /**
     * A request as it was seen.
     *
     * @param version as an entity tag, or null if that does not matter
     */
    record Seen(UUID id, String version) {}

    /**
     * What came of one of them.
     *
     * @param after what it is now; null if it stays as it was
     * @param refusal why it stays; null if it was answered
     */
    record Outcome(UUID id, String headline, CapacityRequest after, Refusal refusal) {
        public boolean done() {
            return refusal == null;
        }

        /** The same for people. */
        public String sentence() {
            if (refusal != null) return refusal.detail();
            if (after.reviewer() != null) return "Approved; " + after.reviewer().title() + " decides next.";
            if (after.state() == RequestState.DENIED) return "Denied.";
            return after.grantedGpus() + " of " + after.gpus() + " GPUs approved.";
        }
    }

    /** Approves all that each of them asks for. */
    List<Outcome> approve(Several several, String comment) {
        return each(
                several,
                ask -> reviews.approve(ask.id(), null, comment, several.call().account(), ask.version()));
    }

    /** @throws Refused 422 without a reason */
    List<Outcome> deny(Several several, String reason) {
        if (Complaints.blank(reason)) throw Refused.invalid("reason", reason, "say why; the teams read it");
        return each(
                several, ask -> reviews.deny(ask.id(), reason, several.call().account(), ask.version()));
    }

    private List<Outcome> each(Several several, Function<Seen, CapacityRequest> answer) {
        return several.asks().stream().map(ask -> outcome(ask, several, answer)).toList();
    }

    private Outcome outcome(Seen ask, Several several, Function<Seen, CapacityRequest> answer) {
        Call call = several.call();
        String headline = ask.id().toString();
        try {
            CapacityRequest before = requests.get(ask.id(), call.account());
            headline = RequestView.headline(before);
            reviews.settle(ask.id());
            return new Outcome(
                    ask.id(), headline, QuarkusTransaction.requiringNew().call(() -> once(ask, call, answer)), null);
        } catch (Refused refused) {
            denials.tell(refused.refusal(), HttpMethod.POST, call.path(), "request " + ask.id());
            return new Outcome(ask.id(), headline, null, refused.refusal());
        } catch (RuntimeException e) {
            LOG.errorf(e, "request=%s: not decided", ask.id());
            return new Outcome(ask.id(), headline, null, new RequestRefusal.NotDecided());
        }
    }

    private CapacityRequest once(Seen ask, Call call, Function<Seen, CapacityRequest> answer) {
        Key key = call.key().at(ask.id());
        keys.lock(key);
        if (keys.find(key).isPresent()) return requests.get(ask.id(), call.account());
        CapacityRequest after = answer.apply(ask);
        keys.remember(key, ask.id(), clock.instant());
        return after;
    }
}
