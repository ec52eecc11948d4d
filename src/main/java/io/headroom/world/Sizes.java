package io.headroom.world;

import io.headroom.allocator.Range;

/**
 * How many GPUs a lease holds or a request asks for, and the sizes it can work with.
 *
 * @param gpus how many now
 */
record Sizes(int gpus, Range range) {
    /** @param all all GPUs of the world so far */
    static Sizes of(Fields fields, Sum all) {
        Value asked = fields.required("gpus");
        int gpus = asked.gpus(1);
        int min = fields.gpus("minGpus", 1, gpus);
        if (min > gpus) throw fields.required("minGpus").wrong("is more than gpus " + gpus);
        int max = fields.gpus("maxGpus", 1, gpus);
        if (max < gpus) throw fields.required("maxGpus").wrong("is less than gpus " + gpus);
        all.add(max, fields.optional("maxGpus").orElse(asked));
        return new Sizes(gpus, new Range(min, max, fields.gpus("stepGpus", 1, 1)));
    }

    /** Some of its GPUs, or none. */
    int some(Fields fields, String name) {
        int some = fields.gpus(name, 0, 0);
        if (some > gpus) throw fields.required(name).wrong("is more than gpus " + gpus);
        return some;
    }
}
