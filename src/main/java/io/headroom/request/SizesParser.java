package io.headroom.request;

import static io.headroom.platform.Complaints.blank;

import io.headroom.allocator.Range;
import io.headroom.platform.Complaints;
import java.util.List;
import java.util.Map;

/** How many GPUs: what is asked, and the sizes that work: {@code 1 <= minGpus <= gpus <= maxGpus}, in whole steps. */
final class SizesParser {
    private final Complaints complaints;
    private final int exist;
    private final String all;

    /**
     * @param devices how many devices of each flavor exist
     * @param flavors those the request accepts; empty if none of them was understood
     */
    SizesParser(Map<String, Integer> devices, List<String> flavors, Complaints complaints) {
        this.complaints = complaints;
        this.exist = flavors.stream().mapToInt(devices::get).max().orElse(Integer.MAX_VALUE);
        this.all = flavors.size() == 1
                ? "all " + flavors.getFirst() + " there are"
                : "all there are of any of its flavors";
    }

    int gpus(String value) {
        return complaints.whole("gpus", value, 1, exist, from(1, exist, all));
    }

    Range range(AskInput input, int gpus) {
        int min = blank(input.minGpus())
                ? gpus
                : complaints.whole("minGpus", input.minGpus(), 1, gpus, from(1, gpus, "at most the GPUs asked"));
        int max = blank(input.maxGpus())
                ? gpus
                : complaints.whole(
                        "maxGpus",
                        input.maxGpus(),
                        gpus,
                        exist,
                        from(gpus, exist, "at least the GPUs asked, at most " + all));
        int step = blank(input.stepGpus())
                ? 1
                : complaints.whole("stepGpus", input.stepGpus(), 1, exist, from(1, exist, "at most " + all));
        wholeSteps(input.stepGpus(), step, min, new Bound("gpus", gpus));
        if (max != gpus) wholeSteps(input.stepGpus(), step, min, new Bound("maxGpus", max));
        return new Range(min, Math.max(min, max), step);
    }

    private record Bound(String field, int gpus) {}

    private void wholeSteps(String value, int step, int min, Bound to) {
        if ((to.gpus - min) % step != 0)
            complaints.wrong(
                    "stepGpus", value, "must divide the way from minGpus " + min + " to " + to.field + " " + to.gpus);
    }

    private static String from(int least, int most, String why) {
        String range =
                most == Integer.MAX_VALUE ? "of at least " + least : "from " + least + " to " + most + " (" + why + ")";
        return "must be a whole number " + range;
    }
}
