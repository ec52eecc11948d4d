package io.headroom.local.fleet;

import java.time.Instant;

/**
 * Work on a device.
 *
 * @param leaseId decides, with the seed, how the work behaves
 * @param team becomes the namespace
 * @param kind training, preprocessing, interactive or inference, in any letter case
 * @param since when it began
 */
public record Job(String leaseId, String team, String kind, Instant since) {}
