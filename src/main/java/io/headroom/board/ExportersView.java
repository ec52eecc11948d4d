package io.headroom.board;

import io.headroom.platform.When;
import io.headroom.telemetry.DataAge;
import io.headroom.telemetry.TargetSource.Outage;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * The exporters, and the sources that cannot tell just now which there are.
 *
 * @param shown how many of how many are listed, or null if all are
 * @param counts how many there are, instead of a list, or null if they are listed
 */
record ExportersView(List<TargetRow> targets, String shown, List<Away> away, String counts) {
    /** Listed at most, those with trouble first. */
    private static final int MOST = 50;

    static ExportersView of(List<TargetRow> targets, List<Away> away) {
        List<TargetRow> listed = targets.stream()
                .sorted(Comparator.comparing(TargetRow::late)
                        .thenComparing(it -> it.error() != null)
                        .reversed())
                .limit(MOST)
                .toList();
        String shown = targets.size() > MOST ? "those with trouble first, " + MOST + " of " + targets.size() : null;
        return new ExportersView(listed, shown, away, null);
    }

    /** For those who need no more: {@code 8 exporters, 1 late}. */
    static ExportersView counted(DataAge age) {
        String late = age.late() == 0 ? "none late" : age.late() + " late";
        return new ExportersView(List.of(), null, List.of(), exporters(age.targets()) + ", " + late);
    }

    private static String exporters(int count) {
        return count == 1 ? "1 exporter" : count + " exporters";
    }

    /** A source that cannot be asked. @param since when it last told */
    record Away(String source, When since, String sentence) {
        static Away of(Outage outage, Instant now) {
            return new Away(
                    outage.source(),
                    When.of(outage.since(), now),
                    exporters(outage.targets())
                            + " named until then: still looked at, but some may have gone or come. Last error: "
                            + outage.why());
        }
    }
}
