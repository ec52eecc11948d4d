package io.headroom.allocator;

/**
 * A lease that gives back.
 *
 * @param stage why it was chosen before others
 * @param reason by what right
 */
record Victim(Lease lease, int gpus, Victims.Stage stage, ReclaimReason reason) {
    Victim giving(int count, Victims.Stage why) {
        return new Victim(lease, count, why, reason);
    }
}
