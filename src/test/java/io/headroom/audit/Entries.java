package io.headroom.audit;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Entries without a database, and new ones in it: tests move the clock, so their times do not tell. */
final class Entries {
    static final UUID ID = UUID.fromString("019ab1c2-7d4e-7c11-9a56-3f0c7c1f2a10");

    private static final Instant AT = Instant.parse("2026-11-25T09:14:07.123456Z");

    private Entries() {}

    /** An edited team, not sealed. */
    static AuditEntry edited(String actor, String team, String source, String sentence) {
        return entry(actor, team, source, sentence, new Seal(ID, 0, null, null));
    }

    /** The same with whatever seal. */
    static AuditEntry sealed(AuditEntry it, Seal seal) {
        return entry(it.actor(), it.team(), it.source(), it.sentence(), seal);
    }

    /** What a search finds already. */
    static Set<UUID> known(AuditRepository entries, AuditFilter filter) {
        return entries.search(filter).stream().map(AuditEntry::id).collect(Collectors.toSet());
    }

    /** What it finds since. */
    static List<AuditEntry> fresh(AuditRepository entries, AuditFilter filter, Set<UUID> known) {
        return entries.search(filter).stream()
                .filter(entry -> !known.contains(entry.id()))
                .toList();
    }

    /** A search for one kind of thing that somebody did. */
    static AuditFilter by(String actor, String subjectType, String action) {
        return new AuditFilter(null, actor, subjectType, null, action, null, null, null, 1_000);
    }

    private static AuditEntry entry(String actor, String team, String source, String sentence, Seal seal) {
        return new AuditEntry(
                ID,
                AT,
                actor,
                "team.edited",
                "team",
                "vision",
                team,
                source,
                "{\"weight\":1}",
                "{\"weight\":2}",
                sentence,
                seal.seq() == 0 ? null : seal.seq(),
                seal.previous(),
                seal.hash());
    }
}
