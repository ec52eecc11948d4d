package io.headroom.platform;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;
import java.io.IOException;

/** 2.5 GPUs are an error, not 2; so is {@code "4"} where a number belongs; and so is U+0000, which PostgreSQL does not keep. */
@Singleton
class StrictJson implements ObjectMapperCustomizer {
    @Override
    @SuppressWarnings("deprecation")
    public void customize(ObjectMapper mapper) {
        mapper.disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT);
        mapper.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
        mapper.configure(MapperFeature.ALLOW_COERCION_OF_SCALARS, false);
        mapper.registerModule(new SimpleModule("texts without U+0000").addDeserializer(String.class, new Texts()));
    }

    /** A text that has U+0000 in it. */
    static final class NulInText extends InvalidFormatException {
        NulInText(JsonParser parser, String text) {
            super(parser, "a text contains U+0000", text, String.class);
        }

        String text() {
            return String.valueOf(getValue());
        }
    }

    private static final class Texts extends StringDeserializer {
        @Override
        public String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            String text = super.deserialize(parser, context);
            if (text != null && text.indexOf('\0') >= 0) throw new NulInText(parser, text);
            return text;
        }
    }
}
