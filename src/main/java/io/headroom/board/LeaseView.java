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
import io.headroom.telemetry.DeviceUse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

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
 * @param visible what to put into {@code CUDA_VISIBLE_DEVICES}, by node
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

    /** Its GPUs on one node. */
    record NodeGpus(String name, String visible, List<Gpu> gpus) {}

    /** One of its GPUs with its use. */
    record Gpu(String id, int index, String uuid, String css, String state, String width, String memory) {}

    /** Something that is asked for the lease and not decided yet. */
    record Review(String headline, String sentence) {}

    /** More GPUs that are to join it: a lease of their own meanwhile. */
    record OnTheWay(String id, String headline, String sentence, boolean canWithdraw, int version) {}

    /** Something that happened. */
    record Step(String headline, String sentence, String exposure, When at, String css) {}

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
                lease.elastic() ? resized(parts.history(), now) : null,
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
                nodes(devices, picture),
                history(parts.history(), now),
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

    private static List<NodeGpus> nodes(List<Device> devices, Picture picture) {
        Map<String, List<Device>> byNode = new LinkedHashMap<>();
        devices.forEach(device ->
                byNode.computeIfAbsent(device.node(), _ -> new ArrayList<>()).add(device));
        List<NodeGpus> nodes = new ArrayList<>();
        byNode.forEach((node, its) -> nodes.add(new NodeGpus(
                node,
                String.join(
                        ",",
                        its.stream()
                                .map(device -> Integer.toString(device.index()))
                                .toList()),
                its.stream().map(device -> gpu(device, picture.use(device))).toList())));
        return nodes;
    }

    private static Gpu gpu(Device device, DeviceUse use) {
        String css = device.healthy()
                ? switch (use.verdict()) {
                    case BUSY -> "busy";
                    case IDLE_HELD -> "idle";
                    case UNKNOWN -> "unknown";
                }
                : "sick";
        String percent = use.busy() == null ? null : Math.round(use.busy() * 100) + " %";
        String state =
                switch (css) {
                    case "sick" -> device.healthReason();
                    case "idle" -> "idle" + (percent == null ? "" : " " + percent);
                    case "unknown" -> percent == null ? "no data" : "now " + percent;
                    default -> "busy" + (percent == null ? "" : ", now " + percent);
                };
        String width = percent == null || css.equals("sick") ? null : percent.replace(" ", "");
        return new Gpu(device.id().toString(), device.index(), device.uuid(), css, state, width, memory(use));
    }

    private static String memory(DeviceUse use) {
        if (use.memoryUsedBytes() == null || use.memoryTotalBytes() == null) return null;
        return gib(use.memoryUsedBytes()) + " of " + gib(use.memoryTotalBytes()) + " GiB";
    }

    private static long gib(long bytes) {
        return Math.round(bytes / (double) (1L << 30));
    }

    private static List<Step> history(List<LeaseEvent> events, Instant now) {
        return events.reversed().stream().map(event -> step(event, now)).toList();
    }

    private static Step step(LeaseEvent event, Instant now) {
        String css =
                switch (event.what()) {
                    case RECLAIM, SHRINK, EXPIRES_SOON, DRAINED, IDLE_WARNED, IDLE_LENDABLE, IDLE_RELEASED -> "due";
                    case EXPIRE, WITHDRAWN, REVOKED -> "ended";
                    default -> "";
                };
        // A sentence that says the same is enough.
        boolean said = event.exposure() == null
                || event.borrowed() == 0
                || event.sentence().contains("of asking");
        return new Step(
                headline(event), event.sentence(), said ? null : event.exposure(), When.of(event.at(), now), css);
    }

    /** The last time its size changed while it ran. */
    private static Step resized(List<LeaseEvent> events, Instant now) {
        return events.reversed().stream()
                .filter(event -> event.what() == LeaseEvent.What.GROW || event.what() == LeaseEvent.What.SHRINK)
                .findFirst()
                .map(event -> step(event, now))
                .orElse(null);
    }

    private static String headline(LeaseEvent event) {
        String gpus = event.gpus() == null ? "" : " " + event.gpus();
        return switch (event.what()) {
            case APPROVED -> "Approved by " + event.actor();
            case ADMIT -> "Got" + gpus + " GPUs";
            case WAIT -> "Waits";
            case RECLAIM -> "Asked to give back" + gpus;
            case CALL_OFF -> "Keeps its GPUs";
            case SHRINK -> "Gave back" + gpus;
            case GROW -> "Grew by" + gpus;
            case EXPIRE -> "Ended";
            case RELEASED -> "Released" + gpus;
            case WITHDRAWN -> "Withdrawn";
            case EXTENDED -> "Extended";
            case EXPIRES_SOON -> "Ends soon";
            case REPLACED -> "Device replaced";
            case RESIZED -> "Resized";
            case JOINED -> "Joined another lease";
            case IDLE_WARNED -> "Warned:" + gpus + " idle";
            case IDLE_LENDABLE -> "May be lent:" + gpus + " idle";
            case IDLE_RELEASED -> "Gave back" + gpus + " idle";
            case IDLE_KEPT -> "Kept:" + gpus + " idle";
            case IDLE_OVER -> "Idle no more";
            case DRAINED -> "Has to leave" + gpus + " drained";
            case REVOKED -> "Revoked";
        };
    }
}
