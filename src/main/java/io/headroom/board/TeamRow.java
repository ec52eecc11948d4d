package io.headroom.board;

import io.headroom.allocator.TeamShare;
import io.headroom.device.Device;
import io.headroom.lease.Lease;
import io.headroom.lease.OpenLoan;
import io.headroom.lease.OpenNotice;
import io.headroom.lease.Phase;
import io.headroom.planning.ShareBar;
import io.headroom.platform.Spark;
import io.headroom.platform.When;
import java.time.Instant;
import java.util.List;

/**
 * One team on the board.
 *
 * @param use share of its held GPUs that are busy now, in percent, or null
 * @param idleNow on which leases the idle ladder is, or null
 * @param waiting for people, or null if nothing waits
 * @param lent and {@code borrowed} who lends to whom, or null
 * @param due what it has to give back and when, or null
 */
record TeamRow(
        String team,
        String cohort,
        ShareBar share,
        Long use,
        Spark spark,
        String idleHours,
        String idleNow,
        String waiting,
        String lent,
        String borrowed,
        String due,
        When dueAt) {
    static TeamRow of(String team, Picture picture, TeamUse use) {
        List<TeamShare> shares = picture.shares().stream()
                .filter(share -> share.team().equals(team))
                .toList();
        List<Device> held = picture.devices().stream()
                .filter(device ->
                        device.holder() != null && device.holder().team().equals(team))
                .toList();
        List<OpenNotice> due = picture.notices().stream()
                .filter(notice -> notice.team().equals(team))
                .toList();
        Instant deadline =
                due.stream().map(OpenNotice::deadline).min(Instant::compareTo).orElse(null);
        int dueGpus = due.stream().mapToInt(OpenNotice::gpus).sum();
        return new TeamRow(
                team,
                picture.cohortOf().get(team),
                ShareBar.of(team, shares, ShareBar.scale(picture.shares())),
                Counts.of(held, picture).usePercent(),
                Spark.of(use.lastHour(), "use of held GPUs, last hour"),
                use.idleHours(),
                idleNow(team, picture),
                waiting(team, picture.leases()),
                Loans.lentBy(team, picture.loans()),
                Loans.borrowedBy(team, picture.loans()),
                due.isEmpty() ? null : dueGpus + " due back",
                When.of(deadline, picture.now()));
    }

    private static String idleNow(String team, Picture picture) {
        long leases = picture.leases().stream()
                .filter(lease -> lease.team().equals(team) && picture.idle().containsKey(lease.id()))
                .count();
        return leases == 0 ? null : leases + (leases == 1 ? " lease" : " leases") + " on the idle ladder";
    }

    private static String waiting(String team, List<Lease> leases) {
        List<Lease> waiting = leases.stream()
                .filter(lease -> lease.team().equals(team) && lease.phase() == Phase.WAITING)
                .toList();
        int gpus = waiting.stream().mapToInt(Lease::gpus).sum();
        return waiting.isEmpty() ? null : waiting.size() + " · " + gpus + " GPUs";
    }

    /** Loans as people say them. */
    static final class Loans {
        private Loans() {}

        static String lentBy(String team, List<OpenLoan> loans) {
            List<OpenLoan> lent =
                    loans.stream().filter(loan -> loan.lender().equals(team)).toList();
            return lent.isEmpty() ? null : sum(lent) + " lent to " + names(lent, OpenLoan::borrower);
        }

        static String borrowedBy(String team, List<OpenLoan> loans) {
            List<OpenLoan> borrowed =
                    loans.stream().filter(loan -> loan.borrower().equals(team)).toList();
            return borrowed.isEmpty() ? null : sum(borrowed) + " from " + names(borrowed, OpenLoan::lenderName);
        }

        private static int sum(List<OpenLoan> loans) {
            return loans.stream().mapToInt(OpenLoan::gpus).sum();
        }

        private static String names(List<OpenLoan> loans, java.util.function.Function<OpenLoan, String> name) {
            return String.join(
                    ", ", loans.stream().map(name).distinct().sorted().toList());
        }
    }
}
