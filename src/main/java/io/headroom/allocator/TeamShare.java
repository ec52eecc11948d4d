package io.headroom.allocator;

/**
 * What a team has of one flavor after the decisions that take effect now, in GPUs.
 *
 * @param nominal what it owns
 * @param guaranteed what of it exists: less than nominal while quotas exceed capacity
 * @param own held within the guarantee
 * @param borrowed held above it
 * @param lent its guarantee held by others
 * @param available what it could be granted now without taking anything from anyone
 * @param fairShare what it is owed of what all want now: its nominal quota as far as wanted, and its part of the surplus (R3)
 */
public record TeamShare(
        String team,
        String flavor,
        int nominal,
        int guaranteed,
        int own,
        int borrowed,
        int lent,
        int available,
        int fairShare) {
    /** GPUs the team holds. */
    public int held() {
        return own + borrowed;
    }

    /** What the team owns, does not hold and does not lend. */
    public int free() {
        return Math.max(0, guaranteed - own - lent);
    }
}
