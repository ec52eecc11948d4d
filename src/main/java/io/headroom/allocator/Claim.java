package io.headroom.allocator;

import java.time.Instant;

/** GPUs that go to a request: granted now, kept for it while others give back (R10), or reserved for its start (R15). */
record Claim(Waiting request, int gpus, Instant from) implements Hold {
    @Override
    public String team() {
        return request.team();
    }

    @Override
    public int at(Instant instant) {
        return instant.isBefore(from) || !instant.isBefore(request.endsAt()) ? 0 : gpus;
    }
}
