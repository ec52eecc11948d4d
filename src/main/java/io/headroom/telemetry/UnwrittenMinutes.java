package io.headroom.telemetry;

import io.headroom.platform.SqlFailure;
import io.headroom.telemetry.UsageRepository.Row;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Minutes that wait to be written: none is lost while the database is away, and one that it refuses for what is in it holds
 * up no other. Not for several threads at once.
 */
final class UnwrittenMinutes {
    private static final Logger LOG = Logger.getLogger(UnwrittenMinutes.class);
    /** One may be an accident, two are the database's. */
    private static final int ENOUGH_FAILURES = 2;

    private final int mostRows;
    private final TreeMap<Instant, List<Row>> waiting = new TreeMap<>();
    private int rows;

    /** @param mostRows how many may wait; beyond that the oldest minute is given up for the newest */
    UnwrittenMinutes(int mostRows) {
        this.mostRows = mostRows;
    }

    /** Takes a minute in. Of one that a clock set back told twice the first stays, as in the database. */
    void add(Instant minute, List<Row> ofMinute) {
        if (waiting.putIfAbsent(minute, ofMinute) == null) rows += ofMinute.size();
        while (rows > mostRows && waiting.size() > 1) {
            Map.Entry<Instant, List<Row>> oldest = waiting.pollFirstEntry();
            rows -= oldest.getValue().size();
            LOG.warnf("Minute %s of use is lost: more than %d rows wait to be written", oldest.getKey(), mostRows);
        }
    }

    /** Tries each, oldest first; one that cannot be written now waits, one that never can be is given up. */
    void write(Consumer<List<Row>> insert) {
        int failures = 0;
        Iterator<Map.Entry<Instant, List<Row>>> each = waiting.entrySet().iterator();
        while (each.hasNext() && failures < ENOUGH_FAILURES) {
            Map.Entry<Instant, List<Row>> minute = each.next();
            try {
                insert.accept(minute.getValue());
                done(minute, each);
            } catch (RuntimeException e) {
                if (SqlFailure.isOfTheData(e)) {
                    LOG.warnf("Minute %s of use is lost: the database refuses it: %s", minute.getKey(), e.getMessage());
                    done(minute, each);
                } else {
                    LOG.warnf("Minute %s of use waits, one of %d: %s", minute.getKey(), waiting.size(), e.getMessage());
                    failures++;
                }
            }
        }
    }

    private void done(Map.Entry<Instant, List<Row>> minute, Iterator<Map.Entry<Instant, List<Row>>> each) {
        rows -= minute.getValue().size();
        each.remove();
    }
}
