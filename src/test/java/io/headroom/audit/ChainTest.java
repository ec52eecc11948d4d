package io.headroom.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The format of a seal, which others may check in other languages, and what breaks a chain of them. */
class ChainTest {
    private static final AuditEntry ENTRY =
            Entries.edited("admin", "vision", "10.4.7.21", "admin edited the team vision – twice.");

    /** Worked out by hand with Python's hashlib and struct. */
    @Test
    void isAsDocumented() {
        assertThat(Chain.hash(Chain.START, 1, ENTRY))
                .isEqualTo("9343c097da58e4d4b799bac6ec93e1f8b968028562abcca0482c48e7cd13a0ed");
    }

    @Test
    void everyFieldItsPlaceAndItsPredecessorCount() {
        String hash = Chain.hash(Chain.START, 1, ENTRY);
        assertThat(Chain.hash(Chain.START, 2, ENTRY)).isNotEqualTo(hash);
        assertThat(Chain.hash("1" + Chain.START.substring(1), 1, ENTRY)).isNotEqualTo(hash);
        AuditEntry other = Entries.edited("admin", "vision", "10.4.7.21", "admin edited the team vision.");
        assertThat(Chain.hash(Chain.START, 1, other)).isNotEqualTo(hash);
    }

    @Test
    void whatMovesFromOneFieldToTheNextShows() {
        assertThat(Chain.hash(Chain.START, 1, Entries.edited("admin", "vision1", "0.4.7.21", "")))
                .isNotEqualTo(Chain.hash(Chain.START, 1, Entries.edited("admin", "vision", "10.4.7.21", "")));
    }

    @Test
    void absentIsNotEmpty() {
        assertThat(Chain.hash(Chain.START, 1, Entries.edited("admin", null, "", "")))
                .isNotEqualTo(Chain.hash(Chain.START, 1, Entries.edited("admin", "", null, "")));
    }

    @Test
    void anEntryFollowsTheOneBeforeIt() {
        Seal first = Seal.START.before(ENTRY);
        Seal second = first.before(ENTRY);
        assertThat(AuditCheck.broken(first, Entries.sealed(ENTRY, second))).isNull();
    }

    @Test
    void aGapAWrongLinkAndAChangeAreTold() {
        Seal first = Seal.START.before(ENTRY);
        Seal second = first.before(ENTRY);
        Seal third = second.before(ENTRY);
        assertThat(AuditCheck.broken(first, Entries.sealed(ENTRY, third))).isEqualTo(new Finding.Missing(2));
        Seal elsewhere = new Seal(null, 1, null, Chain.START).before(ENTRY);
        assertThat(AuditCheck.broken(first, Entries.sealed(ENTRY, elsewhere)))
                .isEqualTo(new Finding.WrongLink(2, Entries.ID));
        AuditEntry changed = Entries.edited("nobody", "vision", "10.4.7.21", ENTRY.sentence());
        assertThat(AuditCheck.broken(first, Entries.sealed(changed, second)))
                .isEqualTo(new Finding.Changed(2, Entries.ID));
    }
}
