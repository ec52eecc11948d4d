package io.headroom.board;

import io.headroom.platform.When;
import io.headroom.telemetry.TargetSource.Outage;
import java.time.Instant;
import java.util.List;

/** The exporters, and the sources that cannot tell just now which there are. */
record ExportersView(List<TargetRow> targets, List<Away> away) {
    /** A source that cannot be asked. @param since when it last told */
    record Away(String source, When since, String sentence) {
        static Away of(Outage outage, Instant now) {
            String exporters = outage.targets() == 1 ? "1 exporter" : outage.targets() + " exporters";
            return new Away(
                    outage.source(),
                    When.of(outage.since(), now),
                    exporters + " named until then: still looked at, but some may have gone or come. Last error: "
                            + outage.why());
        }
    }
}
