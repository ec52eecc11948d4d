package io.headroom.allocator;

/**
 * GPUs that go to a request: kept for it while others give back (R10), or reserved for its start (R15).
 *
 * @param borrows whether they come on top of what its team owns
 */
record Claim(Waiting request, QuotaNode team, int gpus, Moment from, boolean borrows) implements Hold {
    @Override
    public int at(Moment moment) {
        return moment.compareTo(from) >= 0 && moment.isBefore(request.endsAt()) ? gpus : 0;
    }
}
