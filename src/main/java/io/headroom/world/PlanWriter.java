package io.headroom.world;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import io.headroom.allocator.Decision;
import io.headroom.allocator.Loan;
import io.headroom.allocator.Plan;
import io.headroom.allocator.TeamShare;
import java.io.IOException;
import java.io.OutputStream;

/** Writes plans as JSON. The same plan is the same text, to the byte. */
public final class PlanWriter {
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .disable(StreamWriteFeature.FLUSH_PASSED_TO_STREAM)
            .build();

    private PlanWriter() {}

    /** On one line, without an end of line. */
    public static void compact(Plan plan, OutputStream out) throws IOException {
        try (JsonGenerator json = JSON.createGenerator(out)) {
            write(plan, json);
        }
    }

    /** For people to read. */
    public static void pretty(Plan plan, OutputStream out) throws IOException {
        try (JsonGenerator json = JSON.createGenerator(out)) {
            DefaultIndenter lines = new DefaultIndenter("  ", "\n");
            Separators spaced = Separators.createDefaultInstance()
                    .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                    .withObjectEmptySeparator("")
                    .withArrayEmptySeparator("");
            json.setPrettyPrinter(
                    new DefaultPrettyPrinter(spaced).withObjectIndenter(lines).withArrayIndenter(lines));
            write(plan, json);
        }
    }

    /** What stands in the place of a plan that could not be made. */
    public static void error(String message, OutputStream out) throws IOException {
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("error", message);
            json.writeEndObject();
        }
    }

    private static void write(Plan plan, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeArrayFieldStart("decisions");
        for (Decision decision : plan.decisions()) DecisionWriter.write(decision, json);
        json.writeEndArray();
        json.writeArrayFieldStart("teams");
        for (TeamShare share : plan.teams()) share(share, json);
        json.writeEndArray();
        json.writeArrayFieldStart("loans");
        for (Loan loan : plan.loans()) loan(loan, json);
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void share(TeamShare share, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("team", share.team());
        json.writeStringField("flavor", share.flavor());
        json.writeNumberField("nominal", share.nominal());
        json.writeNumberField("used", share.held());
        json.writeNumberField("own", share.own());
        json.writeNumberField("borrowed", share.borrowed());
        json.writeNumberField("lent", share.lent());
        json.writeNumberField("available", share.available());
        json.writeNumberField("fairShare", share.fairShare());
        json.writeEndObject();
    }

    private static void loan(Loan loan, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("lender", loan.lender());
        json.writeStringField("borrower", loan.borrower());
        json.writeStringField("flavor", loan.flavor());
        json.writeNumberField("gpus", loan.gpus());
        json.writeEndObject();
    }
}
