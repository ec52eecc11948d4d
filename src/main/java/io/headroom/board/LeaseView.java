package io.headroom.board;

import io.headroom.account.Account;
import io.headroom.device.Device;
import io.headroom.idle.IdleNotice;
import io.headroom.lease.Arrival;
import io.headroom.lease.ExpiryStage;
import io.headroom.lease.Exposure;
import io.headroom.lease.Lease;
import io.headroom.lease.LeaseEvent;
import io.headroom.lease.OpenNotice;
import io.headroom.lease.Phase;
import io.headroom.lease.WaitWords;
import io.headroom.lease.Wishes;
import io.headroom.platform.When;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One lease.
 *
 * @param why why it holds what it holds, or waits
 * @param sizes the sizes it works with, {@code otherFlavors} and {@code standing} what else was asked; or null
 * @param endsSoon what happens at its end if that is near, or null
 * @param waits why it waits in a few words, or null if it does not
 * @param retry when time alone changes what it may take, or null
 * @param idle what of it is idle and what comes of that, or null
 * @param lent what of it others borrow since it was idle, or null
 * @param exposure what of it could go back now, or null while it holds nothing
 * @param resized why it grew or shrank last, or null if it never did
 * @param recalls what others ask back from it, {@code arrivals} what others give back for it
 * @param reviews what is asked for it and not decided yet
 * @param moving how many of its GPUs were drained and by when they leave, or null if none were
 * @param onTheWay more GPUs that are to join it
 * @param joins the lease that its own GPUs are to join or have joined, or null
 */
record LeaseView(
        String id,
        String team,
        String flavor,
        String kind,
        String purpose,
        String owner,
        int gpus,
        String sizes,
        String otherFlavors,
        String standing,
        int held,
        String phase,
        String phaseCss,
        String why,
        String waits,
        String exposure,
        Step resized,
        When submitted,
        When starts,
        When started,
        When ends,
        String endsSoon,
        When ended,
        When estimated,
        When retry,
        String term,
        Counts counts,
        IdleNotice idle,
        boolean canKeep,
        String lent,
        boolean canCallBack,
        List<Recall> recalls,
        List<Arrival> arrivals,
        Moving moving,
        List<NodeGpus> nodes,
        List<Step> history,
        List<Review> reviews,
        List<OnTheWay> onTheWay,
        String joins,
        boolean canRelease,
        boolean canExtend,
        boolean canResize,
        boolean canWithdraw,
        boolean canRevoke,
        List<Integer> releaseChoices,
        int version) {
    /**
     * GPUs that have to go, with a countdown.
     *
     * @param release whether to give them back early helps: what is lent while idle keeps its claim until then
     */
    record Recall(int gpus, String headline, String sentence, When deadline, boolean release) {}

    /** Something that is asked for the lease and not decided yet. */
    record Review(String headline, String sentence) {}

    /** More GPUs that are to join it: a lease of their own meanwhile. */
    record OnTheWay(String id, String headline, String sentence, boolean canWithdraw, int version) {}

    /** What the page needs beside the lease itself. */
    record Parts(
            Exposure exposure,
            List<OpenNotice> notices,
            List<Arrival> arrivals,
            List<LeaseEvent> history,
            List<Review> reviews,
            List<Lease> supplements,
            IdleNotice idle,
            Account account) {}

    static LeaseView of(Lease lease, Picture picture, Parts parts) {
        Instant now = picture.now();
        List<Device> devices = picture.devices().stream()
                .filter(device ->
                        device.holder() != null && device.holder().lease().equals(lease.id()))
                .toList();
        boolean mayAct = parts.account().leads(lease.team());
        List<Integer> choices = new ArrayList<>();
        for (int count = lease.held(); count >= 1; count--) choices.add(count);
        return new LeaseView(
                lease.id().toString(),
                lease.team(),
                lease.flavor(),
                lease.kind().name().toLowerCase(Locale.ROOT),
                lease.purpose(),
                lease.owner(),
                lease.gpus(),
                Wishes.sizes(lease.range()),
                Wishes.otherFlavors(lease.choice()),
                Wishes.standing(lease.profile()),
                lease.held(),
                lease.phase().text(),
                lease.phase().css(),
                lease.waitSentence() != null ? lease.waitSentence() : lease.sentence(),
                lease.waitReason() == null ? null : WaitWords.of(lease.waitReason()),
                parts.exposure() == null ? null : parts.exposure().sentence(),
                lease.elastic() ? Step.lastResize(parts.history(), now) : null,
                When.of(lease.submittedAt(), now),
                When.of(lease.startsAt(), now),
                When.of(lease.startedAt(), now),
                When.of(lease.endsAt(), now),
                ExpiryStage.of(lease, now).map(_ -> atTheEnd(lease)).orElse(null),
                When.of(lease.endedAt(), now),
                When.of(lease.estimatedStart(), now),
                When.of(lease.retryAt(), now),
                When.length(lease.term()),
                Counts.of(devices, picture),
                parts.idle(),
                mayAct && parts.idle() != null && parts.idle().mayBeKept(),
                lent(lease),
                mayAct && lease.actions().contains(Phase.Action.CALL_BACK),
                parts.notices().stream()
                        .map(notice -> recall(notice, mayAct && lease.actions().contains(Phase.Action.RELEASE), now))
                        .toList(),
                parts.arrivals(),
                parts.exposure() == null ? null : Moving.of(devices, parts.exposure(), now),
                NodeGpus.of(devices, picture),
                Step.of(parts.history(), now),
                parts.reviews(),
                parts.supplements().stream().map(it -> onTheWay(it, mayAct)).toList(),
                lease.supplements() == null ? null : lease.supplements().toString(),
                mayAct && lease.actions().contains(Phase.Action.RELEASE),
                mayAct && lease.actions().contains(Phase.Action.EXTEND),
                mayAct && lease.actions().contains(Phase.Action.RESIZE),
                mayAct && lease.actions().contains(Phase.Action.WITHDRAW),
                lease.actions(parts.account()).contains(Phase.Action.REVOKE),
                choices,
                lease.version());
    }

    private static String atTheEnd(Lease lease) {
        return lease.phase() == Phase.LENT ? "Its claim to what it lent ends then." : "Its GPUs leave then.";
    }

    private static String lent(Lease lease) {
        if (lease.lent() == 0) return null;
        int all = lease.held() + lease.lent();
        String are = lease.lent() == 1 ? " is" : " are";
        return (lease.held() == 0 ? "All " + all : lease.lent() + " of " + all) + are + " lent while idle.";
    }

    private static Recall recall(OpenNotice notice, boolean mayRelease, Instant now) {
        String gpus = notice.gpus() == 1 ? "1 GPU" : notice.gpus() + " GPUs";
        String back = notice.gpus() == 1 ? " goes back to " : " go back to ";
        String to = notice.forTeam() == null ? "its owner" : notice.forTeam();
        return new Recall(
                notice.gpus(),
                gpus + (notice.isLoan() ? " will be lent to " : back) + to,
                notice.sentence(),
                When.of(notice.deadline(), now),
                mayRelease && !notice.isLoan());
    }

    private static OnTheWay onTheWay(Lease it, boolean mayAct) {
        return new OnTheWay(
                it.id().toString(),
                it.gpus() == 1 ? "1 more is on its way:" : it.gpus() + " more are on their way:",
                it.waitSentence() != null ? it.waitSentence() : "They were approved and are planned next.",
                mayAct && it.actions().contains(Phase.Action.WITHDRAW),
                it.version());
    }
}
