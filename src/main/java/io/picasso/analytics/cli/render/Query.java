package io.picasso.analytics.cli.render;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.burt.jmespath.Expression;
import io.burt.jmespath.JmesPathException;
import io.burt.jmespath.jackson.JacksonRuntime;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import org.jspecify.annotations.Nullable;

/** A JMESPath expression that selects from an answer's data. */
public final class Query {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final String text;
    private final Expression<JsonNode> expression;

    private Query(String text, Expression<JsonNode> expression) {
        this.text = text;
        this.expression = expression;
    }

    /**
     * Reads an expression.
     *
     * @throws Failure with {@link FailureCode#BAD_QUERY} when it is not JMESPath
     */
    public static Query parse(String text) {
        try {
            return new Query(text, new JacksonRuntime().compile(text));
        } catch (JmesPathException e) {
            throw bad(text, e);
        }
    }

    /**
     * What the expression selects, made of the same types as an answer's data; null where it selects nothing.
     *
     * @throws Failure with {@link FailureCode#BAD_QUERY} when a function gets what it cannot take
     */
    public @Nullable Object select(Object data) {
        JsonNode node = MAPPER.valueToTree(data);
        try {
            return MAPPER.convertValue(expression.search(node), Object.class);
        } catch (JmesPathException e) {
            throw bad(text, e);
        }
    }

    private static Failure bad(String text, JmesPathException e) {
        String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        return Failure.of(FailureCode.BAD_QUERY, "The query '" + text + "' cannot be used")
                .why(reason)
                .cause(e);
    }
}
