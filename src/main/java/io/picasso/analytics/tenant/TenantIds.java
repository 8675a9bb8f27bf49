package io.picasso.analytics.tenant;

import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import java.util.regex.Pattern;

/** The forms of the two names a tenant has. */
public final class TenantIds {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,50}");
    private static final Pattern HASH = Pattern.compile("[A-Za-z0-9]{10,20}");

    private TenantIds() {}

    /** Whether the text has the form of a tenant id. */
    public static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /** Whether the text has the form of a tenant hash; some ids have it too. */
    public static boolean isHash(String text) {
        return HASH.matcher(text).matches();
    }

    /**
     * The text, when it is a tenant id.
     *
     * @throws Failure INVALID_INPUT when it is not
     */
    public static String requireId(String text) {
        if (isId(text)) {
            return text;
        }
        throw Failure.of(FailureCode.INVALID_INPUT, "'" + text + "' is not a tenant id")
                .why("a tenant id is 1 to 50 letters, digits, '_' or '-'");
    }
}
