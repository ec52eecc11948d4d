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
record HeatPage(int number, int of, List<Device> devices) {
    static final int GPUS = 64;

    /**
     * @param asked absent is the first
     * @throws Refused 422 unless there is such a page
     */
    static HeatPage read(String asked, List<Device> fleet) {
        List<List<Device>> pages = pages(fleet);
        int of = Math.max(1, pages.size());
        String number = asked == null || asked.isBlank() ? "1" : asked;
        int page = number.matches("\\d{1,6}") ? Integer.parseInt(number) : 0;
        if (page < 1 || page > of)
            throw new Refused(CommonRefusal.Invalid.of("page", asked, "must be a whole number from 1 to " + of));
        return new HeatPage(page, of, pages.isEmpty() ? List.of() : pages.get(page - 1));
    }

    /** A node is never torn apart, however many slices it has. */
    private static List<List<Device>> pages(List<Device> fleet) {
        List<List<Device>> pages = new ArrayList<>();
        String node = null;
        for (Device device : fleet) {
            boolean full = pages.isEmpty() || pages.getLast().size() >= GPUS;
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
