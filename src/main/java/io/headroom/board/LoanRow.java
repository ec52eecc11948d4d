package io.headroom.board;

import io.headroom.allocator.TeamRules;
import io.headroom.lease.OpenLoan;
import io.headroom.platform.When;
import jakarta.ws.rs.core.UriBuilder;
import java.time.Duration;

/**
 * A loan seen from one of its two teams.
 *
 * @param lent whether this team is the lender
 * @param callHome the request form, filled in so that the GPUs come home; null if the caller cannot ask for them
 */
record LoanRow(boolean lent, String other, int gpus, String flavor, When since, String back, String callHome) {
    static LoanRow of(OpenLoan loan, String team, Picture picture, TeamView.Viewer viewer) {
        boolean lent = loan.lender().equals(team);
        String notice = When.length(notice(loan, picture, viewer.rules().apply(loan.borrower())));
        return new LoanRow(
                lent,
                lent ? loan.borrower() : loan.lenderName(),
                loan.gpus(),
                loan.flavor(),
                When.of(loan.since(), picture.now()),
                (lent ? "back within " : "due within ") + notice + " of asking",
                lent && viewer.account().leads(team) ? callHome(loan) : null);
    }

    private static String callHome(OpenLoan loan) {
        return UriBuilder.fromPath("/requests/new")
                .queryParam("team", loan.lender())
                .queryParam("flavor", loan.flavor())
                .queryParam("gpus", loan.gpus())
                .build()
                .toString();
    }

    /** The longest notice that any lease gets which the borrower holds of this flavor (R9). */
    private static Duration notice(OpenLoan loan, Picture picture, TeamRules rules) {
        return picture.leases().stream()
                .filter(lease -> lease.phase().holds())
                .filter(lease ->
                        lease.team().equals(loan.borrower()) && lease.flavor().equals(loan.flavor()))
                .map(lease -> rules.grace(lease.kind()))
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }
}
