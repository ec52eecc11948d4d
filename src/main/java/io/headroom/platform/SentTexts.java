package io.headroom.platform;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.core.multipart.FormData;
import org.jboss.resteasy.reactive.server.multipart.FormValue;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;

/** The texts a caller sent in the address and in a form, by the name they sent them under. JSON is looked at as it is read. */
record SentTexts(List<Text> texts) {
    private record Text(String field, String value) {}

    /** What a call sent that has been read by now. */
    static SentTexts of(ContainerRequestContext call) {
        SentTexts sent = new SentTexts(new ArrayList<>());
        call.getUriInfo().getQueryParameters().forEach(sent::add);
        if (call instanceof ResteasyReactiveContainerRequestContext reactive
                && reactive.getServerRequestContext() instanceof ResteasyReactiveRequestContext context) {
            if (context.getFormData() != null) sent.add(context.getFormData());
            if (context.getRequestEntity() instanceof MultivaluedMap<?, ?> form)
                form.forEach((field, values) -> sent.add(String.valueOf(field), values));
        }
        return sent;
    }

    private void add(FormData form) {
        for (String field : form)
            add(field, form.get(field).stream().map(FormValue::getValue).toList());
    }

    private void add(String field, Collection<?> values) {
        values.forEach(value -> texts.add(new Text(field, String.valueOf(value))));
    }

    /** The first that PostgreSQL would not keep. */
    Optional<FieldError> firstWithNul() {
        return texts.stream()
                .filter(it -> it.value.indexOf('\0') >= 0)
                .findFirst()
                .map(it -> nul(it.field, it.value));
    }

    /** What is wrong with a text that has U+0000 in it, shown as people can see it. */
    static FieldError nul(String field, String value) {
        return new FieldError(field, value.replace('\0', '␀'), "must not contain the character U+0000");
    }
}
