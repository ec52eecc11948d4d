package io.headroom.audit;

import java.util.UUID;

/** What a check of the chain found: that it holds, or where it breaks first. */
public sealed interface Finding {
    /** The same for people, in one line. */
    String sentence();

    /** Whether nobody changed anything, as far as the chain can tell. */
    default boolean intact() {
        return this instanceof Intact;
    }

    /** @param lastHash in hex; of no entries, that of the start */
    record Intact(long entries, String lastHash) implements Finding {
        @Override
        public String sentence() {
            return entries + " entries, chain intact, last hash " + lastHash;
        }
    }

    /** A place in the chain is empty. */
    record Missing(long seq) implements Finding {
        @Override
        public String sentence() {
            return "Entry " + seq + " is missing: it was deleted.";
        }
    }

    /** It names another predecessor than the entry before it. */
    record WrongLink(long seq, UUID id) implements Finding {
        @Override
        public String sentence() {
            return "Entry " + seq + " (" + id + ") is not linked to the one before it.";
        }
    }

    /** Its hash is not that of its fields. */
    record Changed(long seq, UUID id) implements Finding {
        @Override
        public String sentence() {
            return "Entry " + seq + " (" + id + ") was changed after it was sealed.";
        }
    }

    /** It is older than a minute and has no place in the chain. */
    record NeverSealed(UUID id) implements Finding {
        @Override
        public String sentence() {
            return "Entry " + id + " is older than a minute and was never sealed.";
        }
    }
}
