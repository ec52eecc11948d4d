package io.headroom.request;

import io.headroom.approval.Facts;
import io.headroom.approval.Facts.Asked;
import io.headroom.approval.Facts.Requester;
import io.headroom.team.Teams;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/** Requests of the past as the approval policy saw them, for rules that are tried on them. */
@ApplicationScoped
public class PastRequests {
    private static final int PAGE = 500;

    private final RequestRepository repository;
    private final JudgementRepository judgements;
    private final Teams teams;

    PastRequests(RequestRepository repository, JudgementRepository judgements, Teams teams) {
        this.repository = repository;
        this.judgements = judgements;
        this.teams = teams;
    }

    /** Every one that was handed in since then, latest first; only a page of them is in memory at a time. */
    public void each(Instant since, Consumer<Judged> deed) {
        UUID last = null;
        List<CapacityRequest> page;
        do {
            page = repository.judgedSince(since, last, PAGE);
            Map<UUID, Facts> known =
                    judgements.facts(page.stream().map(CapacityRequest::id).toList());
            for (CapacityRequest it : page) {
                deed.accept(new Judged(it, known.containsKey(it.id()) ? known.get(it.id()) : asFarAsKnown(it)));
                last = it.id();
            }
        } while (page.size() == PAGE);
    }

    /** What can be said of a request that was handed in before that was kept: not what its team held and used then. */
    private Facts asFarAsKnown(CapacityRequest it) {
        Asked asked = new Asked(
                it.type().name(),
                it.flavors(),
                it.gpus(),
                it.minGpus(),
                it.maxGpus(),
                it.kind().name().toLowerCase(Locale.ROOT),
                it.priority(),
                it.reclaimable(),
                it.term(),
                it.startsAt() == null ? Duration.ZERO : Duration.between(it.submittedAt(), it.startsAt()),
                it.borrowed(),
                Map.of());
        int nominal = teams.get(it.team()).quota(it.flavor()).nominal();
        Facts.Asking team =
                new Facts.Asking(it.team(), teams.cohortOf(it.team()).orElse(null), nominal, 0, null);
        return new Facts(asked, team, new Requester(it.requestedBy(), List.of()), it.submittedAt());
    }
}
