package io.picasso.analytics.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.law.Cases;
import io.picasso.analytics.law.Core;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PersonalDataTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Write to jo.o'neil@example.com please | Write to jo.o'[EMAIL] please",
                "a@b.co | [EMAIL]",
                "a.b+c_d%e-f@sub.example.co.uk. | [EMAIL].",
                "<jörg@exämple.de>, | <[EMAIL]>,",
                "a@b.co,c@d.org | [EMAIL],[EMAIL]",
                "555-123-4567 | [PHONE]",
                "(555) 123-4567 | [PHONE]",
                "call 555.123.4567! | call [PHONE]!",
                "call 5551234567 now | call [PHONE] now",
                "+1 555 123 4567 | [PHONE]",
                "1-800-555-0199 | [PHONE]",
                "+44 20 7946 0958 | [PHONE]",
                "+49 (30) 901820 | [PHONE]",
                "+33 1 23 45 67 89 | [PHONE]",
                "4111 1111 1111 1111 | [CARD]",
                "4111-1111-1111-1111, | [CARD],",
                "card 4111111111111111. | card [CARD].",
                "378282246310005 | [CARD]",
                "pay 4111 1111 1111 1111 12/27 | pay [CARD] 12/27",
                "pay 4111 1111 1111 1111 123 | pay [CARD] 123",
                "2 cards 4111 1111 1111 1111 5500 0000 0000 0004 | 2 cards [CARD] [CARD]",
                "123-45-6789 | [SSN]",
                "my ssn is 123-45-6789. | my ssn is [SSN].",
                "a@b.co 555-123-4567 123-45-6789 | [EMAIL] [PHONE] [SSN]"
            })
    void whatNamesAPersonIsReplaced(String text, String safe) {
        assertThat(Core.redacted(text)).isEqualTo(safe);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "two lattes please",
                "It is $4.50, not $1,234.56",
                "1.250.000,00 EUR",
                "+100.00 in all, a total of 1234567.00",
                "up by +12.50 to 1234567",
                "order #48213",
                "order 12345678",
                "ORD-2025-001234",
                "invoice 2025-0012-34",
                "on 2025-12-28 at 09:15:02",
                "28/12/2025, 12.28.2025",
                "2025-12-28T09:15:02.481Z",
                "2025-12-28T09:15:02.481306+01:00",
                "20251228T091502Z",
                "from 9-5, Mon-Fri, 2024-2025",
                "call 911 or 555-1234",
                "zip 90210-1234",
                "version 1.2.3.4567890",
                "192.168.100.200",
                "123e4567-e89b-12d3-a456-426614174000",
                "1234 5678 9012 3456",
                "@home and me @ work 1234567",
                "[EMAIL] [PHONE] [CARD] [SSN]"
            })
    void whatDoesNotIsLeft(String text) {
        assertThat(Core.redacted(text)).isEqualTo(text);
    }

    @Test
    void whatIsRedactedStaysAsItIs() {
        String[] parts = {
            "a@b.co",
            "@",
            ".",
            "-",
            " ",
            "(",
            ")",
            "[",
            "]",
            "+",
            "+1",
            "1",
            "12",
            "555",
            "1234",
            "123-45-6789",
            "555-123-4567",
            "4111 1111 1111 1111",
            "4111111111111111",
            "[EMAIL]",
            "[CARD]",
            "EMAIL",
            "x",
            "é",
            "😀",
            "00",
            "0000000000"
        };
        Cases.forAll(30_000, random -> {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(12); i >= 0; i--) {
                text.append(Cases.oneOf(random, parts));
            }
            String once = Core.redacted(text.toString());

            assertThat(Core.redacted(once)).as("of %s", text).isEqualTo(once);
        });
    }

    @Test
    void longHostileTextsTakeNoTime() {
        for (String part : new String[] {"1", "1 ", "a", "a.", "a@", "a@b.", "@", "+1 ", "(", "(555)", "1-", "+"}) {
            assertThat(Core.redacted(part.repeat(100_000 / part.length()))).isNotNull();
        }
    }

    @Test
    void everyTextOfAMessageIsRedactedHoweverDeep() {
        JsonObject payload =
                Core.object("{\"content_preview\":\"a@b.co\",\"more\":[{\"x\":\"a@b.co\"}],\"n\":5551234567}");

        assertThat(Redaction.REDACT.apply(EventType.MESSAGE_SENT, payload))
                .isEqualTo(Core.object(
                        "{\"content_preview\":\"[EMAIL]\",\"more\":[{\"x\":\"[EMAIL]\"}],\"n\":5551234567}"));
    }

    @Test
    void ofOtherEventsOnlyWhatAPersonTyped() {
        JsonObject payload = Core.object("{\"url\":\"mailto:info@b.co\",\"value\":\"a@b.co\"}");

        assertThat(Redaction.REDACT.apply(EventType.LINK_CLICKED, payload))
                .isEqualTo(Core.object("{\"url\":\"mailto:info@b.co\",\"value\":\"[EMAIL]\"}"));
        assertThat(Redaction.KEEP.apply(EventType.MESSAGE_SENT, payload)).isEqualTo(payload);
    }
}
