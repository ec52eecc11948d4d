package io.headroom.request;

import io.headroom.allocator.Decision;
import io.headroom.approval.Facts;
import io.headroom.platform.When;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What would be had sooner, or without asking anybody. */
@ApplicationScoped
public class Alternatives {
    private static final List<Duration> TERMS = List.of(Duration.ofDays(7), Duration.ofHours(24));

    private final Requests requests;

    Alternatives(Requests requests) {
        this.requests = requests;
    }

    /** What to change so that nobody has to approve, or empty if nobody has to or nothing helps. */
    Optional<String> withoutApproval(Ask ask, Assessment assessment) {
        if (assessment.judgement().approved()) return Optional.empty();
        Facts facts = assessment.judgement().facts();
        int borrowed = assessment.judgement().borrowed();
        for (Duration term : TERMS) {
            boolean shorter = term.compareTo(ask.term()) < 0;
            if (shorter && requests.approves(facts.lasting(term)))
                return Optional.of("Up to " + When.length(term) + " it needs none.");
        }
        int own = assessment.judgement().own();
        if (own > 0 && own < ask.gpus() && requests.approves(facts.asking(own, 0, ask.term())))
            return Optional.of(own + " GPUs, all your own, need none.");
        return Optional.empty();
    }

    /** Other flavors of which all of it could be had now; empty if the asked one can. */
    List<OtherFlavor> otherFlavors(Ask ask, Assessment assessment, List<String> flavors) {
        List<OtherFlavor> others = new ArrayList<>();
        if (ask.startsAt() != null
                || assessment.outcome().decision() instanceof Decision.Admit admit && admit.gpus() == ask.gpus())
            return others;
        for (String flavor : flavors) {
            if (ask.choice().flavors().contains(flavor)) continue;
            Decision decision = requests.outcome(ask.of(flavor)).decision();
            if (decision instanceof Decision.Admit admit && admit.gpus() == ask.gpus())
                others.add(new OtherFlavor(
                        flavor,
                        admit.borrowed() == 0
                                ? "all " + admit.gpus() + " now, all own"
                                : "all " + admit.gpus() + " now, " + admit.borrowed() + " borrowed"));
        }
        return others;
    }

    /** A flavor that would do sooner. */
    public record OtherFlavor(String flavor, String text) {}
}
