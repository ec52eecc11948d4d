package io.headroom.world;

/** GPUs of one sort in a world: so many that a sum of them could not be counted are refused. */
final class Sum {
    private long gpus;

    int add(int more, Value from) {
        gpus += more;
        if (gpus > Value.MOST) throw from.wrong("makes more than " + Value.MOST + " GPUs in all");
        return more;
    }
}
