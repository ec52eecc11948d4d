package io.headroom.idle;

import io.headroom.platform.When;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a holder reads of idle GPUs until they are used or gone.
 *
 * @param mark the same in two or three words
 * @param next when the next step comes, or null if there is none
 * @param mayBeKept whether a lead can still keep them
 */
public record IdleNotice(String headline, String sentence, String mark, When next, boolean mayBeKept, String grace) {
    /** @param groups of one lease, each at a step of its own; the page counts down to the first that moves on */
    static IdleNotice of(List<IdleWords> groups, Instant now) {
        List<IdleWords> ordered = groups.stream()
                .sorted(Comparator.comparing(IdleWords::due, Comparator.nullsLast(Comparator.naturalOrder())))
                .toList();
        IdleWords first = ordered.getFirst();
        int gpus = ordered.stream().mapToInt(words -> words.group().gpus()).sum();
        return new IdleNotice(
                gpus + " of " + first.lease().held() + (gpus == 1 ? " is idle" : " are idle"),
                ordered.stream().map(words -> words.standing(now)).collect(Collectors.joining(" ")),
                gpus + " idle, " + first.group().step().text(),
                When.of(first.due(), now),
                ordered.stream().anyMatch(words -> words.group().mayBeKept()),
                When.length(first.ladder().window()));
    }
}
