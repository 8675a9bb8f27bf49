package io.picasso.analytics.resource;

import static org.assertj.core.api.Assertions.assertThat;

import io.picasso.analytics.resource.ResourceChange.CreateBucket;
import io.picasso.analytics.resource.ResourceChange.SetExpiry;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BucketComparisonTest {
    private static final BucketDeclaration WANTED =
            new BucketDeclaration("lake", List.of(Prefix.keptFor("analytics/", 90), Prefix.kept("quarantine/")));
    private static final ExpiryRule RULE = new ExpiryRule("analytics/", 90);
    private static final SetExpiry SET = new SetExpiry("lake", List.of(RULE));

    @Test
    void whatIsNotThereIsCreatedWithItsRules() {
        Difference difference = BucketComparison.compare(WANTED, Optional.empty());

        assertThat(difference.verdict()).isEqualTo(Verdict.CREATE);
        assertThat(difference.changes()).containsExactly(new CreateBucket("lake"), SET);
    }

    @Test
    void theDeclaredRuleIsTheSame() {
        assertThat(compare(RULE).verdict()).isEqualTo(Verdict.SAME);
    }

    @Test
    void aMissingRuleIsSetAndSaysWhatItWillDelete() {
        Difference difference = compare();

        assertThat(difference.changes()).containsExactly(SET);
        assertThat(difference.details())
                .extracting(Detail::toString)
                .containsExactly("prefix analytics/: kept → kept 90 days");
        assertThat(difference.notes()).containsExactly("S3 will delete what is older than 90 days under analytics/");
    }

    @Test
    void anotherNumberOfDaysIsAltered() {
        assertThat(compare(new ExpiryRule("analytics/", 30)).details())
                .extracting(Detail::toString)
                .containsExactly("prefix analytics/: kept 30 days → kept 90 days");
    }

    @Test
    void aRuleThatDeletesWhatIsKeptForEverIsAConflict() {
        assertThat(compare(RULE, new ExpiryRule("quarantine/", 365)).verdict()).isEqualTo(Verdict.CONFLICT);
        assertThat(compare(RULE, new ExpiryRule("", 3650)).verdict()).isEqualTo(Verdict.CONFLICT);
    }

    @Test
    void aRuleOnSomethingElseIsNoted() {
        Difference difference = compare(RULE, new ExpiryRule("scratch/", 1));

        assertThat(difference.verdict()).isEqualTo(Verdict.SAME);
        assertThat(difference.notes()).containsExactly("a rule on 'scratch/' deletes after 1 days; it is not declared");
    }

    @Test
    void anEngineWithoutLifecyclesIsNotedAndNothingIsTried() {
        Difference difference =
                BucketComparison.compare(WANTED, Optional.of(new FoundBucket("lake", Optional.empty())));

        assertThat(difference.changes()).isEmpty();
        assertThat(difference.notes()).containsExactly(BucketComparison.NO_LIFECYCLE);
    }

    private static Difference compare(ExpiryRule... rules) {
        return BucketComparison.compare(WANTED, Optional.of(new FoundBucket("lake", Optional.of(List.of(rules)))));
    }
}
