package io.headroom.telemetry;

import io.headroom.device.Device;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * What there is and who holds it, at some time.
 *
 * @param devices every device, with its holder
 * @param borrowed ids of those that count as borrowed
 */
record Holdings(List<Device> devices, Set<UUID> borrowed) {}
