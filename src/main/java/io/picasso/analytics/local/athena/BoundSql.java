package io.picasso.analytics.local.athena;

import io.picasso.analytics.local.athena.SqlToken.Kind;
import java.util.List;
import java.util.Set;

/** Puts execution parameters in the place of the question marks of a statement. */
final class BoundSql {
    private static final Set<String> CONSTANTS = Set.of("true", "false", "null");
    private static final Set<String> TYPED = Set.of("date", "timestamp", "time", "decimal", "double", "bigint", "real");

    private BoundSql() {}

    /**
     * The statement with every question mark replaced, and without a semicolon at its end.
     *
     * @throws AthenaRefusal when there are more or fewer parameters than question marks, or one is no literal
     */
    static String of(String sql, List<String> parameters) {
        StringBuilder bound = new StringBuilder();
        int from = 0;
        int used = 0;
        List<SqlToken> tokens = SqlToken.of(sql);
        if (tokens.isEmpty()) {
            throw AthenaRefusal.invalid("the statement is empty");
        }
        SqlToken last = tokens.get(tokens.size() - 1);
        int end = last.isSymbol(';') ? last.start() : sql.length();
        for (SqlToken token : tokens) {
            if (token.isSymbol('?')) {
                if (used == parameters.size()) {
                    throw AthenaRefusal.invalid(
                            "Incorrect number of parameters: expected more than " + used + ", found " + used);
                }
                bound.append(sql, from, token.start()).append(literal(parameters.get(used)));
                used++;
                from = token.end();
            }
        }
        if (used < parameters.size()) {
            throw AthenaRefusal.invalid(
                    "Incorrect number of parameters: expected " + used + ", found " + parameters.size());
        }
        return bound.append(sql, from, end).toString();
    }

    private static String literal(String parameter) {
        List<SqlToken> tokens = SqlToken.of(parameter);
        if (!isLiteral(tokens)) {
            throw AthenaRefusal.invalid(
                    "the execution parameter " + parameter + " is not a literal; a string stands in single quotes");
        }
        // Brackets, so that a minus sign cannot run into the text before it and make a comment.
        return tokens.size() == 1 ? parameter : "(" + parameter + ")";
    }

    private static boolean isLiteral(List<SqlToken> tokens) {
        int size = tokens.size();
        if (size == 0 || size > 2) {
            return false;
        }
        SqlToken last = tokens.get(size - 1);
        if (size == 1) {
            return last.kind() == Kind.STRING || last.kind() == Kind.NUMBER || CONSTANTS.contains(last.lower());
        }
        SqlToken first = tokens.get(0);
        return last.kind() == Kind.NUMBER && (first.isSymbol('-') || first.isSymbol('+'))
                || last.kind() == Kind.STRING && TYPED.contains(first.lower());
    }
}
