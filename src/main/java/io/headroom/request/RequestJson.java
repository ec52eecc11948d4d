package io.headroom.request;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

/**
 * A request as the API shows it. Absent values are left out.
 *
 * @param policyError what was wrong with the approval policy when it was judged; admins alone are told
 * @param escalatedAt when the admins were told that nobody decides
 * @param gpus of a {@code RESIZE}, by how many it changes the lease
 * @param resizeFrom of a {@code RESIZE}, how many GPUs the lease asked for then
 * @param resizeTo of a {@code RESIZE}, how many it is to ask for
 */
public record RequestJson(
        UUID id,
        String type,
        String team,
        String flavor,
        List<String> flavors,
        String flavorPolicy,
        String kind,
        int priority,
        boolean reclaimable,
        String purpose,
        int gpus,
        int minGpus,
        int maxGpus,
        int stepGpus,
        Duration duration,
        Instant startsAt,
        Instant endsAt,
        String state,
        String requestedBy,
        Instant submittedAt,
        String verdict,
        String policyError,
        String nextActor,
        Instant escalatedAt,
        int borrowed,
        String preview,
        Instant decidedAt,
        Integer grantedGpus,
        UUID lease,
        Integer resizeFrom,
        Integer resizeTo,
        List<String> allowedActions,
        int version) {
    static RequestJson of(CapacityRequest request, Set<RequestState.Action> allowed, String policyError) {
        return new RequestJson(
                request.id(),
                request.type().name(),
                request.team(),
                request.flavor(),
                request.flavors(),
                request.flavorPolicy().name(),
                request.kind().name().toLowerCase(Locale.ROOT),
                request.priority(),
                request.reclaimable(),
                request.purpose(),
                request.gpus(),
                request.minGpus(),
                request.maxGpus(),
                request.stepGpus(),
                request.term(),
                request.startsAt(),
                request.endsAt(),
                request.state().name(),
                request.requestedBy(),
                request.submittedAt(),
                request.verdict(),
                policyError,
                request.reviewer() == null ? null : request.reviewer().title(),
                request.escalatedAt(),
                request.borrowed(),
                request.preview(),
                request.decidedAt(),
                request.grantedGpus(),
                request.lease(),
                request.resizeFrom(),
                request.resizeTo(),
                allowed.stream().map(Enum::name).toList(),
                request.version());
    }
}
