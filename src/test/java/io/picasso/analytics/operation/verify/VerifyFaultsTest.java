package io.picasso.analytics.operation.verify;

import static io.picasso.analytics.operation.verify.VerifyEnvironment.COFFEE;
import static io.picasso.analytics.operation.verify.VerifyEnvironment.TEA;
import static io.picasso.analytics.operation.verify.VerifyEnvironment.THEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.picasso.analytics.law.Cases;
import io.picasso.analytics.operation.verify.Difference.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Every way to break a session is found, named, mended, and then gone; nothing else is touched. */
class VerifyFaultsTest {
    @ParameterizedTest
    @EnumSource(Fault.class)
    void aFaultIsFoundNamedAndMended(Fault fault) {
        Cases.forAll(2, random -> {
            try (VerifyEnvironment tables = filled(random)) {
                Map<String, Map<String, AttributeValue>> events = tables.environment.events();
                Map<String, Map<String, AttributeValue>> summaries = tables.environment.summaries();
                List<Kind> expected = fault.inject(tables, "one", random);

                VerifyReport report = tables.mended();

                assertThat(report.differences())
                        .extracting(Difference::kind)
                        .as(report.differences().toString())
                        .containsExactlyInAnyOrderElementsOf(expected);
                assertThat(report.differences())
                        .allMatch(difference -> difference.session().value().startsWith("one"))
                        .allMatch(difference ->
                                difference.tenant().equals(COFFEE) || difference.kind() == Kind.EVENT_OF_WRONG_TENANT);
                VerifyReport after = tables.report();
                assertThat(after.differences()).isEmpty();
                assertThat(after.agrees()).isTrue();
                assertThat(tables.environment.events()).isEqualTo(events);
                if (fault.comesBackAsItWas()) {
                    assertThat(tables.environment.summaries()).isEqualTo(summaries);
                } else {
                    assertThat(tables.environment.summaries()).hasSameSizeAs(summaries);
                }
            }
        });
    }

    @Test
    void anyMixtureOfFaultsIsFoundAndMended() {
        Cases.forAll(3, random -> {
            try (VerifyEnvironment tables = filled(random)) {
                Map<String, Map<String, AttributeValue>> events = tables.environment.events();
                Map<Kind, Long> expected = new EnumMap<>(Kind.class);
                List<Fault> faults = new ArrayList<>(List.of(Fault.values()));
                Collections.shuffle(faults, random);
                for (String session : List.of("one", "two", "three", "four", "five")) {
                    faults.remove(0)
                            .inject(tables, session, random)
                            .forEach(kind -> expected.merge(kind, 1L, Long::sum));
                }

                VerifyReport report = tables.mended();

                assertThat(report.counts()).as(report.differences().toString()).isEqualTo(expected);
                assertThat(tables.report().differences()).isEmpty();
                assertThat(tables.environment.events()).isEqualTo(events);
            }
        });
    }

    /** Sessions of two tenants, some of them over midnight. */
    private static VerifyEnvironment filled(Random random) {
        VerifyEnvironment tables = new VerifyEnvironment();
        for (String session : List.of("one", "two", "three", "four", "five")) {
            tables.session(
                    COFFEE, session, 2 + random.nextInt(5), THEN.plus(Duration.ofHours(random.nextInt(96))), random);
        }
        tables.session(TEA, "one-of-tea", 4, THEN, random);
        assertThat(tables.report().differences()).isEmpty();
        return tables;
    }
}
