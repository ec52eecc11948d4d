package io.headroom.delegation;

import io.headroom.account.Account;
import java.util.List;
import java.util.stream.Stream;

/**
 * From whose seats somebody decides today.
 *
 * @param own who they are
 * @param delegated those in whose place they decide, with what of it was delegated
 */
public record Mandate(Account own, List<Account> delegated) {
    public Mandate {
        delegated = List.copyOf(delegated);
    }

    /** Their own seat first: who may decide by their own role needs nobody else's. */
    public Stream<Account> seats() {
        return Stream.concat(Stream.of(own), delegated.stream());
    }

    /** Whether requests may wait for their decision. */
    public boolean decides() {
        return seats().anyMatch(Account::decides);
    }
}
