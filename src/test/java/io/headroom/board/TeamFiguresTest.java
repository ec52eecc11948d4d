package io.headroom.board;

import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.allocator.TeamShare;
import io.headroom.device.Device;
import java.util.AbstractList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class TeamFiguresTest {
    /** Ten thousand GPUs times hundreds of teams and flavors would be millions of looks every 15 s. */
    @Test
    void eachDeviceIsLookedAtOnceHoweverManySharesThereAre() {
        Picture picture = RandomPictures.of(1);
        Counted devices = new Counted(picture.devices());
        List<TeamShare> shares = Collections.nCopies(50, picture.shares()).stream()
                .flatMap(List::stream)
                .toList();
        List<TeamFigures> figures = TeamFigures.of(with(picture, devices, shares));
        assertThat(figures).hasSize(shares.size());
        assertThat(devices.looks).isLessThanOrEqualTo(picture.devices().size());
    }

    private static Picture with(Picture it, List<Device> devices, List<TeamShare> shares) {
        return new Picture(
                it.now(),
                it.flavors(),
                it.cohortOf(),
                shares,
                devices,
                it.uses(),
                it.leases(),
                it.notices(),
                it.loans(),
                it.idle());
    }

    /** Counts how often one of its devices is asked for. */
    private static final class Counted extends AbstractList<Device> {
        private final List<Device> devices;
        private int looks;

        Counted(List<Device> devices) {
            this.devices = devices;
        }

        @Override
        public Device get(int index) {
            looks++;
            return devices.get(index);
        }

        @Override
        public int size() {
            return devices.size();
        }
    }
}
