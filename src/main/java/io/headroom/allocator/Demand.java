package io.headroom.allocator;

import java.util.HashMap;
import java.util.Map;

/**
 * What each team wants, held or not: what fair shares are divided by (R3). A request that accepts several flavors wants
 * the first of them that it could ever get; one that never fits wants nothing, for it would only keep GPUs from others.
 */
final class Demand {
    private record Wish(Book book, QuotaNode team, int gpus) {}

    private final Map<String, Book> books;
    private final Map<String, Wish> wishes = new HashMap<>();

    Demand(Map<String, Book> books) {
        this.books = books;
    }

    void add(Waiting request) {
        if (request.takes() != null && books.containsKey(request.takes().flavor())) {
            put(request.id(), wish(request, books.get(request.takes().flavor())));
            return;
        }
        for (String flavor : request.choice().flavors()) {
            Book book = books.get(flavor);
            if (book == null || !book.couldEverFit(request)) continue;
            put(request.id(), wish(request, book));
            return;
        }
    }

    private static Wish wish(Waiting request, Book book) {
        int most = Math.max(request.gpus(), request.range().max());
        return new Wish(book, book.team(request.team()), most);
    }

    /** A lease wants what it could keep busy, and no less than it holds. */
    void add(Lease lease, Book book) {
        int most = Math.max(lease.gpus(), Math.min(lease.held().range().max(), lease.wanted()));
        put(lease.id(), new Wish(book, lease.team(), most));
    }

    /**
     * A request was granted a flavor, or is going to be.
     *
     * @return whether that is not the one it was counted for
     */
    boolean move(Waiting request, Book granted) {
        Wish before = wishes.get(request.id());
        if (before != null && before.book == granted) return false;
        put(request.id(), wish(request, granted));
        return true;
    }

    private void put(String id, Wish wish) {
        remove(id);
        wishes.put(id, wish);
        wish.book.want(wish.team, wish.gpus);
    }

    void remove(String id) {
        Wish wish = wishes.remove(id);
        if (wish != null) wish.book.want(wish.team, -wish.gpus);
    }
}
