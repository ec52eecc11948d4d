package io.headroom.platform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.headroom.platform.CommonRefusal.Invalid;
import io.headroom.platform.CommonRefusal.NotFound;
import io.headroom.platform.CommonRefusal.Unreadable;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Every failure becomes one refusal: problem+json under {@code /api}, a page elsewhere. */
class ProblemMapper {
    private static final Pattern SENT = Pattern.compile("value \\(\"?([^`]*?)\"?\\)");
    private static final Pattern SHAPE = Pattern.compile("from (\\w+) value");
    /** What PostgreSQL says of U+0000 in a text, and in JSON. */
    private static final Set<String> UNTRANSLATABLE = Set.of("22021", "22P05");

    private static final Logger LOG = Logger.getLogger(ProblemMapper.class);

    @CheckedTemplate(basePath = "platform")
    static class Templates {
        static native TemplateInstance problem(Refusal refusal);
    }

    private final Denials denials;

    ProblemMapper(Denials denials) {
        this.denials = denials;
    }

    @ServerExceptionMapper
    Response refused(Refused refused, ContainerRequestContext call) {
        Refusal refusal = refused.refusal();
        // A name with U+0000 in it is nobody's: a mistake, and no attempt at what is somebody else's.
        Optional<FieldError> nul = refusal.denied() ? SentTexts.of(call).firstWithNul() : Optional.empty();
        return answer(nul.<Refusal>map(it -> new Invalid(List.of(it))).orElse(refusal), call);
    }

    /** By its own name, or Quarkus' mapper for this one is nearer and answers an empty 400. */
    @ServerExceptionMapper
    Response mismatched(MismatchedInputException e, ContainerRequestContext call) {
        return answer(refusal(e), call);
    }

    @ServerExceptionMapper
    Response unreadable(JsonProcessingException e, ContainerRequestContext call) {
        return answer(refusal(e), call);
    }

    @ServerExceptionMapper
    Response thrown(WebApplicationException e, ContainerRequestContext call) {
        if (e.getCause() instanceof JsonProcessingException json) return answer(refusal(json), call);
        int status = e.getResponse().getStatus();
        if (status == 404) return answer(new NotFound("page", path(call)), call);
        if (status < 400 || status == 401 || status == 499) return e.getResponse();
        return answer(
                new Plain(
                        status,
                        e.getResponse().getStatusInfo().getReasonPhrase(),
                        "The server answers " + status + " to this call."),
                call);
    }

    @ServerExceptionMapper
    Response unexpected(Throwable e, ContainerRequestContext call) {
        if (unstorable(e)) return answer(unstorable(call), call);
        String id = UUID.randomUUID().toString();
        LOG.errorf(e, "Unexpected failure %s at %s", id, path(call));
        return answer(
                new Plain(500, "Something went wrong", "This is our fault, not yours. It is in the log as " + id + "."),
                call);
    }

    /** PostgreSQL knows no NUL in a text; checking every parameter of every call would only say the same later. */
    private static boolean unstorable(Throwable e) {
        return SqlFailure.state(e).filter(UNTRANSLATABLE::contains).isPresent();
    }

    private static Refusal unstorable(ContainerRequestContext call) {
        return SentTexts.of(call)
                .firstWithNul()
                .<Refusal>map(it -> new Invalid(List.of(it)))
                .orElseGet(() -> new Unreadable("A text contains the character U+0000, which no text has."));
    }

    private Response answer(Refusal refusal, ContainerRequestContext call) {
        String path = path(call);
        denials.tell(refusal, call.getMethod(), path);
        Response.ResponseBuilder answer = Response.status(refusal.status());
        refusal.retryAfter().ifPresent(wait -> answer.header(HttpHeaders.RETRY_AFTER, Refusal.seconds(wait)));
        if (path.startsWith("/api/"))
            return answer.type(Problem.MEDIA_TYPE)
                    .entity(Problem.of(refusal, path))
                    .build();
        return answer.type(MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"))
                .entity(Templates.problem(refusal).render())
                .build();
    }

    private static String path(ContainerRequestContext call) {
        return call.getUriInfo().getPath();
    }

    private static Refusal refusal(JsonProcessingException e) {
        return switch (e) {
            case StrictJson.NulInText nul -> new Invalid(List.of(SentTexts.nul(path(nul), nul.text())));
            case UnrecognizedPropertyException unknown ->
                Invalid.of(
                        path(unknown), unknown.getPropertyName(), "known fields are " + unknown.getKnownPropertyIds());
            case InvalidFormatException wrong ->
                Invalid.of(path(wrong), String.valueOf(wrong.getValue()), "must be " + expected(wrong.getTargetType()));
            case MismatchedInputException wrong
            when !wrong.getPath().isEmpty() && wrong.getTargetType() != null ->
                Invalid.of(path(wrong), value(wrong), "must be " + expected(wrong.getTargetType()));
            case JsonMappingException mapping
            when mapping.getCause() instanceof InputCoercionException coercion ->
                Invalid.of(path(mapping), value(coercion), "must be " + expected(coercion.getTargetType()));
            case JsonMappingException mapping
            when !mapping.getPath().isEmpty() -> Invalid.of(path(mapping), value(mapping), "has the wrong type");
            default -> new Unreadable("The body is not JSON of the expected shape: " + e.getOriginalMessage());
        };
    }

    private static String path(JsonMappingException e) {
        return e.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                .collect(Collectors.joining("."));
    }

    /** What was sent: Jackson tells it in its message only. */
    private static String value(JsonProcessingException e) {
        Matcher sent = SENT.matcher(e.getOriginalMessage());
        if (sent.find()) return sent.group(1);
        Matcher shape = SHAPE.matcher(e.getOriginalMessage());
        return shape.find() ? shape.group(1) : "something else";
    }

    private static String expected(Class<?> type) {
        boolean whole = type == Integer.class || type == int.class || type == Long.class || type == long.class;
        return whole ? "a whole number" : "a " + type.getSimpleName();
    }

    /** A failure without a rule of ours behind it. */
    private record Plain(int status, String title, String detail) implements Refusal {
        public String type() {
            return "http-" + status;
        }
    }
}
