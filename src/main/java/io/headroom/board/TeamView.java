package io.headroom.board;

import io.headroom.account.Account;
import io.headroom.allocator.TeamRules;
import io.headroom.allocator.TeamShare;
import io.headroom.device.Device;
import io.headroom.idle.IdleNotice;
import io.headroom.lease.ExpiryStage;
import io.headroom.lease.Lease;
import io.headroom.planning.ShareBar;
import io.headroom.platform.When;
import io.headroom.request.CapacityRequest;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * One team: what it holds, lends, borrows, asks and uses.
 *
 * @param lentNote what its lead can call home, or null
 * @param mayAct whether the caller leads it
 * @param details whether the caller may see more than the board shows
 */
record TeamView(
        String team,
        String cohort,
        Counts counts,
        TeamRow row,
        String heldNote,
        String busyNote,
        String quotaNote,
        List<FlavorShare> shares,
        List<LeaseRow> leases,
        List<RequestRow> requests,
        List<LoanRow> loans,
        String lentNote,
        List<AskedBack> askedBack,
        boolean mayAct,
        boolean details) {
    /** In the order they were asked, but what is to join a lease right below it. */
    private static final Comparator<Lease> UNDER_THEIR_LEASE = Comparator.comparing((Lease lease) ->
                    Objects.requireNonNullElse(lease.supplements(), lease.id()).toString())
            .thenComparing(lease -> lease.supplements() != null);

    /**
     * The team's share of one flavor.
     *
     * @param fairShare what it is owed of what all want now, or null if that is its quota
     */
    record FlavorShare(String flavor, ShareBar bar, Integer fairShare, int available, String shrunk) {}

    /**
     * A lease in the team's table.
     *
     * @param joins what the lease is for that its GPUs are to join, or null
     * @param lent how many others borrow since they were idle, or null
     * @param idle what is told of its idle GPUs, or null
     */
    record LeaseRow(
            String id,
            String purpose,
            String owner,
            String flavor,
            String kind,
            int held,
            int gpus,
            String lent,
            String phase,
            String phaseCss,
            Long use,
            String useText,
            When ends,
            boolean endsSoon,
            String sentence,
            String joins,
            IdleNotice idle) {}

    /** A request in the team's table. */
    record RequestRow(
            String id, String what, String purpose, String state, String stateCss, String next, When submitted) {}

    /** GPUs the team has to give back, or gets back. */
    record AskedBack(boolean fromUs, String sentence, When deadline, String lease) {}

    static TeamView of(String team, Picture picture, TeamUse use, List<CapacityRequest> requests, Viewer viewer) {
        List<TeamShare> shares = picture.shares().stream()
                .filter(share -> share.team().equals(team))
                .toList();
        List<Device> held = picture.devices().stream()
                .filter(device ->
                        device.holder() != null && device.holder().team().equals(team))
                .toList();
        int scale = shares.stream()
                .mapToInt(share -> share.own() + share.lent() + share.free() + share.borrowed())
                .max()
                .orElse(1);
        Counts counts = Counts.of(held, picture);
        TeamRow row = TeamRow.of(team, picture, use);
        List<LoanRow> loans = picture.loans().stream()
                .filter(loan -> loan.lender().equals(team) || loan.borrower().equals(team))
                .map(loan -> LoanRow.of(loan, team, picture, viewer))
                .toList();
        return new TeamView(
                team,
                picture.cohortOf().get(team),
                counts,
                row,
                row.share().own() + " own + " + row.share().borrowed() + " borrowed",
                counts.idle() + " idle-held, " + counts.unknown() + " unknown",
                row.share().lent() + " lent, " + row.share().free() + " free",
                shares.stream()
                        .filter(TeamView::matters)
                        .map(share -> flavor(share, viewer.fair(share), scale))
                        .toList(),
                picture.leases().stream()
                        .filter(lease -> lease.team().equals(team))
                        .sorted(UNDER_THEIR_LEASE)
                        .map(lease -> lease(lease, picture))
                        .toList(),
                requests.stream().map(request -> request(request, picture)).toList(),
                loans,
                lentNote(loans),
                picture.notices().stream()
                        .filter(it -> it.team().equals(team) || team.equals(it.forTeam()))
                        .map(it -> new AskedBack(
                                it.team().equals(team),
                                it.sentence(),
                                When.of(it.deadline(), picture.now()),
                                it.lease().toString()))
                        .toList(),
                viewer.account().leads(team),
                viewer.details());
    }

    /** Who looks at the page, how borrowers are warned, and what every team is owed of what all want now. */
    record Viewer(Account account, boolean details, Function<String, TeamRules> rules, List<TeamShare> fairShares) {
        /** What the team is owed of a flavor, or null if that is its quota. */
        Integer fair(TeamShare share) {
            return fairShares.stream()
                    .filter(it -> it.team().equals(share.team()) && it.flavor().equals(share.flavor()))
                    .map(TeamShare::fairShare)
                    .filter(fair -> fair != share.nominal())
                    .findFirst()
                    .orElse(null);
        }
    }

    private static boolean matters(TeamShare share) {
        return share.nominal() > 0 || share.held() > 0;
    }

    private static FlavorShare flavor(TeamShare share, Integer fair, int scale) {
        int missing = share.nominal() - share.guaranteed();
        String shrunk = missing > 0
                ? "The guarantee is " + missing + " below the quota: fewer GPUs exist than quotas promise."
                : null;
        return new FlavorShare(
                share.flavor(), ShareBar.of(share.team(), List.of(share), scale), fair, share.available(), shrunk);
    }

    private static LeaseRow lease(Lease lease, Picture picture) {
        List<Device> devices = picture.devices().stream()
                .filter(device ->
                        device.holder() != null && device.holder().lease().equals(lease.id()))
                .toList();
        Counts counts = Counts.of(devices, picture);
        return new LeaseRow(
                lease.id().toString(),
                lease.purpose(),
                lease.owner(),
                lease.flavor(),
                lease.kind().name().toLowerCase(java.util.Locale.ROOT),
                lease.held(),
                lease.gpus(),
                lease.lent() == 0 ? null : lease.lent() + " lent while idle",
                lease.phase().text(),
                lease.phase().css(),
                counts.usePercent(),
                useText(counts),
                When.of(lease.endsAt(), picture.now()),
                ExpiryStage.of(lease, picture.now()).isPresent(),
                lease.waitSentence() != null ? lease.waitSentence() : lease.sentence(),
                joins(lease, picture),
                picture.idle().get(lease.id()));
    }

    private static String joins(Lease lease, Picture picture) {
        return picture.leases().stream()
                .filter(other -> other.id().equals(lease.supplements()))
                .map(Lease::purpose)
                .findFirst()
                .orElse(null);
    }

    private static String useText(Counts counts) {
        if (counts.held() == 0) return "–";
        return counts.busy() + " busy" + (counts.idle() > 0 ? ", " + counts.idle() + " idle" : "")
                + (counts.unknown() > 0 ? ", " + counts.unknown() + " unknown" : "");
    }

    private static RequestRow request(CapacityRequest request, Picture picture) {
        String what =
                switch (request.type()) {
                    case NEW -> request.gpus() + " " + request.flavor() + " for " + When.length(request.term());
                    case EXTEND ->
                        When.length(request.term()) + " longer for " + request.gpus() + " " + request.flavor();
                    case RESIZE ->
                        "from " + request.resizeFrom() + " to " + request.resizeTo() + " " + request.flavor();
                };
        return new RequestRow(
                request.id().toString(),
                what,
                request.purpose(),
                request.state().text(),
                request.state().css(),
                request.reviewer() == null ? null : request.reviewer().title() + " decides next",
                When.of(request.submittedAt(), picture.now()));
    }

    /** What a lead has lent, or null if that is nothing or the caller does not lead. */
    private static String lentNote(List<LoanRow> loans) {
        int lent = loans.stream()
                .filter(loan -> loan.callHome() != null)
                .mapToInt(LoanRow::gpus)
                .sum();
        return lent == 0 ? null : lent + " of yours " + (lent == 1 ? "is" : "are") + " lent.";
    }
}
