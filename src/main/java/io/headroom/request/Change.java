package io.headroom.request;

import io.headroom.approval.Verdict;
import java.time.Instant;

/**
 * What a lease would be if a change that is asked for were approved.
 *
 * @param endsAt its end then, or null if it has none yet
 * @param sentence what would happen
 * @param more how the GPUs that are added would be granted, or null if none have to be found
 */
public record Change(int gpus, Instant endsAt, String sentence, Verdict verdict, Assessment more) {}
