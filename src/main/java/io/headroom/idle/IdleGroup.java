package io.headroom.idle;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/** Idle GPUs of one lease to which the same happens, so that people read of them together. At least one. */
record IdleGroup(List<IdleSpell> spells) {
    private record Standing(UUID lease, IdleStep step, boolean dryRun, Instant closedAt, IdleOutcome outcome) {
        static Standing of(IdleSpell spell) {
            return new Standing(spell.lease(), spell.step(), spell.dryRun(), spell.closedAt(), spell.outcome());
        }
    }

    IdleGroup {
        if (spells.isEmpty()) throw new IllegalArgumentException("a group has at least one GPU");
        spells = List.copyOf(spells);
    }

    /** In the order in which they come. */
    static List<IdleGroup> of(Collection<IdleSpell> spells) {
        return spells.stream()
                .collect(Collectors.groupingBy(Standing::of, LinkedHashMap::new, Collectors.toList()))
                .values()
                .stream()
                .map(IdleGroup::new)
                .toList();
    }

    int gpus() {
        return spells.size();
    }

    /** One of them, for what all have in common. */
    IdleSpell first() {
        return spells.getFirst();
    }

    IdleStep step() {
        return first().step();
    }

    /** From when on all of them count as idle. */
    Instant since() {
        return spells.stream()
                .map(IdleSpell::since)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** When the first of them came to its step. */
    Instant at() {
        return spells.stream().map(IdleSpell::at).min(Comparator.naturalOrder()).orElseThrow();
    }

    boolean mayBeKept() {
        return spells.stream().anyMatch(IdleSpell::mayBeKept);
    }
}
