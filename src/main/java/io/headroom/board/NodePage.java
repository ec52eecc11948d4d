package io.headroom.board;

import io.headroom.device.Device;
import io.headroom.platform.CommonRefusal;
import io.headroom.platform.Refused;
import java.util.ArrayList;
import java.util.List;

/**
 * Some of the fleet: whole nodes, as many as can be drawn and read.
 *
 * @param number from 1
 * @param of how many there are, at least 1
 */
record NodePage(int number, int of, List<Device> devices) {
    private static final int MOST_PAGES = 999_999;

    /**
     * The number of a page.
     *
     * @param asked absent is the first
     * @throws Refused 422 unless it can be one
     */
    static int number(String asked) {
        String number = asked == null || asked.isBlank() ? "1" : asked;
        int page = number.matches("\\d{1,6}") ? Integer.parseInt(number) : 0;
        if (page < 1)
            throw new Refused(
                    CommonRefusal.Invalid.of("page", asked, "must be a whole number from 1 to " + MOST_PAGES));
        return page;
    }

    /** Cuts a fleet into pages. Of one that has shrunk meanwhile the last page is shown: pages refresh themselves. */
    static NodePage of(List<Device> fleet, int gpus, int asked) {
        List<List<Device>> pages = pages(fleet, gpus);
        int of = Math.max(1, pages.size());
        int page = Math.min(asked, of);
        return new NodePage(page, of, pages.isEmpty() ? List.of() : pages.get(page - 1));
    }

    /** A node is never torn apart, however many slices it has. */
    private static List<List<Device>> pages(List<Device> fleet, int gpus) {
        List<List<Device>> pages = new ArrayList<>();
        String node = null;
        for (Device device : fleet) {
            boolean full = pages.isEmpty() || pages.getLast().size() >= gpus;
            if (full && !device.node().equals(node)) pages.add(new ArrayList<>());
            pages.getLast().add(device);
            node = device.node();
        }
        return pages;
    }

    public Integer previous() {
        return number > 1 ? number - 1 : null;
    }

    public Integer next() {
        return number < of ? number + 1 : null;
    }
}
