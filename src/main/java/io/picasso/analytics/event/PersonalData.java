package io.picasso.analytics.event;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Finds e-mail addresses, card numbers, US social security numbers and phone numbers in a text and replaces each by
 * its placeholder. What is already a placeholder is never touched again.
 */
final class PersonalData {
    private static final Pattern EMAIL =
            Pattern.compile("[\\p{L}\\p{N}._%+-]{1,64}+@(?:[\\p{L}\\p{N}-]{1,63}+\\.){1,8}+[\\p{L}]{2,24}"
                    + "|[\\p{L}\\p{N}._%+-]{1,64}+@[\\p{L}\\p{N}-]{1,63}(?:\\.[\\p{L}\\p{N}-]{1,63}){1,8}");
    private static final Pattern CARD = Pattern.compile("(?<![\\d])\\d(?:[ -]?\\d){12,18}(?!\\d)");
    private static final Pattern SSN = Pattern.compile("(?<![\\d-])\\d{3}-\\d{2}-\\d{4}(?![\\d-])");
    private static final Pattern PHONE = Pattern.compile("(?<![\\w])(?:\\+\\d{1,3}[ .-]?)?(?:1[ .-])?"
            + "(?:\\(\\d{3}\\)[ .-]?|\\d{3}[ .-]?)\\d{3}[ .-]?\\d{4}(?!\\w)"
            // With a plus sign, but not an amount: at least seven digits.
            + "|(?<![\\w])\\+(?=(?:[ .()-]{0,3}\\d){7})\\d{1,3}(?:[ .-]?\\(?\\d{1,4}\\)?){2,5}(?!\\w)");

    private PersonalData() {}

    static String redact(String text) {
        if (!mayHold(text)) {
            return text;
        }
        // A replacement can free its neighbour to match, so that one pass is not always the last.
        String before;
        String after = text;
        do {
            before = after;
            after = EMAIL.matcher(after).replaceAll("[EMAIL]");
            after = CARD.matcher(after).replaceAll(PersonalData::cardOrNot);
            after = SSN.matcher(after).replaceAll("[SSN]");
            after = PHONE.matcher(after).replaceAll("[PHONE]");
        } while (!after.equals(before));
        return after;
    }

    /** A quick look, because nearly every text holds nothing: an at sign, or seven digits. */
    private static boolean mayHold(String text) {
        int digits = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '@' || (c >= '0' && c <= '9' && ++digits >= 7)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Replaces the card number in a run of digits. Others may stand before or after it, such as an expiry date; so where
     * the whole run is none, the usual lengths are looked for among its groups.
     */
    private static String cardOrNot(MatchResult match) {
        String run = match.group();
        if (hasCardChecksum(run)) {
            return "[CARD]";
        }
        for (int start = 0; start < run.length(); start++) {
            if (!isDigit(run, start) || isDigit(run, start - 1)) {
                continue;
            }
            int digits = 0;
            for (int end = start; end < run.length(); end++) {
                digits += isDigit(run, end) ? 1 : 0;
                boolean usual = isDigit(run, end) && !isDigit(run, end + 1) && (digits == 15 || digits == 16);
                if (usual && hasCardChecksum(run.substring(start, end + 1))) {
                    return run.substring(0, start) + "[CARD]" + run.substring(end + 1);
                }
            }
        }
        return run;
    }

    private static boolean isDigit(String run, int at) {
        return at >= 0 && at < run.length() && Character.isDigit(run.charAt(at));
    }

    /** The checksum every card number carries (ISO/IEC 7812-1, Luhn). */
    private static boolean hasCardChecksum(String number) {
        int sum = 0;
        boolean second = false;
        for (int i = number.length() - 1; i >= 0; i--) {
            int digit = number.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                continue;
            }
            int part = second ? digit * 2 : digit;
            sum += part > 9 ? part - 9 : part;
            second = !second;
        }
        return sum % 10 == 0;
    }
}
