package io.headroom.approval;

import dev.cel.runtime.CelEvaluationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A sentence with CEL between braces: {@code it is for {request.gpus} GPUs}. */
final class Sentence {
    private final List<String> words = new ArrayList<>();
    private final List<Expression> gaps = new ArrayList<>();

    /** @throws Expression.Malformed if a brace is open, or what is between two cannot be computed */
    Sentence(String text) throws Expression.Malformed {
        int at = 0;
        for (int open = text.indexOf('{'); open >= 0; open = text.indexOf('{', at)) {
            int close = text.indexOf('}', open);
            if (close < 0) throw new Expression.Malformed("column " + (open + 1) + ": { is not closed");
            words.add(text.substring(at, open));
            gaps.add(Expression.words(text.substring(open + 1, close)));
            at = close + 1;
        }
        words.add(text.substring(at));
    }

    String say(Map<String, Object> values) throws CelEvaluationException {
        StringBuilder said = new StringBuilder(words.getFirst());
        for (int i = 0; i < gaps.size(); i++)
            said.append(gaps.get(i).eval(values)).append(words.get(i + 1));
        return said.toString();
    }
}
