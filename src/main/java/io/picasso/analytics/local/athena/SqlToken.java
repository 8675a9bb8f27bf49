package io.picasso.analytics.local.athena;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A word of a statement.
 *
 * @param text as it stands; of a string or a quoted name what is between the quotes
 * @param start where it begins in the statement
 * @param end the first character after it
 */
record SqlToken(Kind kind, String text, int start, int end) {
    /** What a token is. */
    enum Kind {
        WORD,
        QUOTED_NAME,
        STRING,
        NUMBER,
        SYMBOL
    }

    /** Whether it is this keyword, in any case. */
    boolean is(String keyword) {
        return kind == Kind.WORD && text.equalsIgnoreCase(keyword);
    }

    /** Whether it is this sign. */
    boolean isSymbol(char sign) {
        return kind == Kind.SYMBOL && text.charAt(0) == sign;
    }

    /** The word in lower case. */
    String lower() {
        return text.toLowerCase(Locale.ROOT);
    }

    /**
     * The tokens of a statement; comments and white space are left out.
     *
     * @throws AthenaRefusal when a quote or comment does not end
     */
    static List<SqlToken> of(String sql) {
        List<SqlToken> tokens = new ArrayList<>();
        int at = 0;
        while (at < sql.length()) {
            char c = sql.charAt(at);
            if (Character.isWhitespace(c)) {
                at++;
            } else if (sql.startsWith("--", at)) {
                int line = sql.indexOf('\n', at);
                at = line < 0 ? sql.length() : line;
            } else if (sql.startsWith("/*", at)) {
                at = closing(sql, "*/", at + 2) + 2;
            } else {
                SqlToken token = next(sql, at);
                tokens.add(token);
                at = token.end();
            }
        }
        return tokens;
    }

    private static SqlToken next(String sql, int at) {
        char c = sql.charAt(at);
        if (c == '\'' || c == '"' || c == '`') {
            return quoted(sql, at, c);
        }
        int end = at;
        while (end < sql.length() && isWordPart(sql.charAt(end), Character.isDigit(c))) {
            end++;
        }
        if (end == at) {
            return new SqlToken(Kind.SYMBOL, String.valueOf(c), at, at + 1);
        }
        Kind kind = Character.isDigit(c) ? Kind.NUMBER : Kind.WORD;
        return new SqlToken(kind, sql.substring(at, end), at, end);
    }

    private static boolean isWordPart(char c, boolean number) {
        return Character.isLetterOrDigit(c) || c == '_' || (number && c == '.');
    }

    /** A quote inside is written twice. */
    private static SqlToken quoted(String sql, int at, char quote) {
        String sign = String.valueOf(quote);
        int end = closing(sql, sign, at + 1);
        while (sql.startsWith(sign, end + 1)) {
            end = closing(sql, sign, end + 2);
        }
        String text = sql.substring(at + 1, end).replace(sign + sign, sign);
        return new SqlToken(quote == '\'' ? Kind.STRING : Kind.QUOTED_NAME, text, at, end + 1);
    }

    private static int closing(String sql, String sign, int from) {
        int end = sql.indexOf(sign, from);
        if (end < 0) {
            throw AthenaRefusal.invalid(
                    "the statement ends inside a quote or comment that begins before position " + from);
        }
        return end;
    }
}
