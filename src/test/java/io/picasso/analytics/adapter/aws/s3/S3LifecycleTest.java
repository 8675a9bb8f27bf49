package io.picasso.analytics.adapter.aws.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.picasso.analytics.resource.ExpiryRule;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.TransitionStorageClass;

/** What is kept and what is replaced when the one lifecycle of a bucket is written. No engine here has lifecycles. */
class S3LifecycleTest {
    private static final ExpiryRule WANTED = new ExpiryRule("analytics/", 90);

    @Test
    void rulesOfOthersStay() {
        LifecycleRule tiering = rule("tiering", "analytics/", 400)
                .transitions(transition -> transition.days(30).storageClass(TransitionStorageClass.GLACIER))
                .build();
        LifecycleRule scratch = rule("scratch", "scratch/", 1).build();

        List<LifecycleRule> merged = S3Lifecycle.merged(List.of(tiering, scratch), List.of(WANTED));

        assertThat(merged).hasSize(3).startsWith(tiering, scratch);
        assertThat(S3Lifecycle.expiry(merged.get(2))).hasValue(WANTED);
    }

    @Test
    void aRuleThatOnlyDeletesUnderTheSamePrefixIsReplaced() {
        LifecycleRule old = rule("old", "analytics/", 30).build();

        assertThat(S3Lifecycle.merged(List.of(old), List.of(WANTED)))
                .singleElement()
                .satisfies(rule -> assertThat(S3Lifecycle.expiry(rule)).hasValue(WANTED));
    }

    @Test
    void writingTheSameTwiceChangesNothing() {
        List<LifecycleRule> once = S3Lifecycle.merged(List.of(), List.of(WANTED));

        assertThat(S3Lifecycle.merged(once, List.of(WANTED))).isEqualTo(once);
    }

    @Test
    void rulesThatAreOffOrGoByTagAreNoExpiry() {
        LifecycleRule off =
                rule("off", "analytics/", 1).status(ExpirationStatus.DISABLED).build();
        LifecycleRule tagged = rule("tagged", "analytics/", 1)
                .filter(filter -> filter.and(
                        and -> and.prefix("analytics/").tags(tag -> tag.key("a").value("b"))))
                .build();

        assertThat(S3Lifecycle.expiry(off)).isEmpty();
        assertThat(S3Lifecycle.expiry(tagged)).isEmpty();
    }

    private static LifecycleRule.Builder rule(String id, String prefix, int days) {
        return LifecycleRule.builder()
                .id(id)
                .status(ExpirationStatus.ENABLED)
                .filter(filter -> filter.prefix(prefix))
                .expiration(expiration -> expiration.days(days));
    }
}
