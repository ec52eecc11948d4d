package io.headroom.audit;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One thing that happened, as it is kept.
 *
 * @param action what was done, as {@code object.past}
 * @param team the team it concerns, or null
 * @param source the address it was done from; null for the allocator, the clock and telemetry
 * @param before how the subject was, as JSON; null if it was not there, or if that does not matter
 * @param after how it became, as JSON; null if it is gone
 * @param seq its place in the chain, from 1; null until it is sealed, as are the hashes, which are hex
 */
public record AuditEntry(
        UUID id,
        Instant at,
        String actor,
        String action,
        String subjectType,
        String subjectId,
        String team,
        String source,
        @JsonRawValue @Schema(type = SchemaType.OBJECT) String before,
        @JsonRawValue @Schema(type = SchemaType.OBJECT) String after,
        String sentence,
        Long seq,
        String previous,
        String hash) {}
