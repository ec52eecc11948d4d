package io.headroom.approval;

import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A piece of CEL over the {@link Variable}s, checked when it is made. */
final class Expression {
    /** It does not say anything. */
    static final class Malformed extends Exception {
        Malformed(String message) {
            super(message);
        }
    }

    /** Enough for any list of flavors or roles; a rule that never ends approves nothing. */
    private static final CelOptions OPTIONS =
            CelOptions.current().comprehensionMaxIterations(10_000).build();

    private static final CelRuntime RUNTIME =
            CelRuntimeFactory.standardCelRuntimeBuilder().setOptions(OPTIONS).build();
    private static final CelCompiler CONDITIONS =
            compiler().setResultType(SimpleType.BOOL).build();
    private static final CelCompiler VALUES = compiler().build();
    private static final Pattern WORD = Pattern.compile("[\\w.]+");

    private final CelRuntime.Program program;

    private Expression(CelRuntime.Program program) {
        this.program = program;
    }

    private static CelCompilerBuilder compiler() {
        CelCompilerBuilder builder = CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(OPTIONS)
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS);
        for (Variable it : Variable.values()) builder.addVar(it.word(), it.type());
        return builder;
    }

    /** Something that holds or does not. @throws Malformed naming line and column of what is wrong */
    static Expression condition(String text) throws Malformed {
        return new Expression(program(CONDITIONS, text));
    }

    /** A text or a whole number. @throws Malformed naming line and column of what is wrong */
    static Expression words(String text) throws Malformed {
        return new Expression(program(VALUES, text));
    }

    private static CelRuntime.Program program(CelCompiler compiler, String text) throws Malformed {
        CelValidationResult result = compiler.compile(text);
        if (result.hasError())
            throw new Malformed(result.getErrors().stream()
                    .map(it -> problem(it, text))
                    .distinct()
                    .collect(Collectors.joining("; ")));
        try {
            if (compiler == VALUES) requireWords(result.getAst().getResultType());
            return RUNTIME.createProgram(result.getAst());
        } catch (CelValidationException | CelEvaluationException e) {
            throw new Malformed(e.getMessage());
        }
    }

    private static void requireWords(CelType type) throws Malformed {
        if (!type.equals(SimpleType.STRING) && !type.equals(SimpleType.INT))
            throw new Malformed("must be a string or a whole number, not " + type.name());
    }

    private static String problem(CelIssue issue, String text) {
        int line = issue.getSourceLocation().getLine();
        int column = issue.getSourceLocation().getColumn();
        String place = "line " + line + ", column " + (column + 1) + ": ";
        if (!issue.getMessage().startsWith("undeclared reference")) return place + issue.getMessage();
        String[] lines = text.split("\n", -1);
        Matcher word = WORD.matcher(lines[Math.min(line, lines.length) - 1]);
        String unknown = word.find(Math.min(column, lines[Math.min(line, lines.length) - 1].length()))
                ? word.group()
                : issue.getMessage();
        return place + unknown + " is not known; known are "
                + Arrays.stream(Variable.values()).map(Variable::word).collect(Collectors.joining(", "));
    }

    /** @throws CelEvaluationException if it cannot be computed for these values, for example 1 / 0 */
    Object eval(Map<String, Object> values) throws CelEvaluationException {
        return program.eval(values);
    }
}
