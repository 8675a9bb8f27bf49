package io.picasso.analytics.resource;

import static org.assertj.core.api.Assertions.assertThat;

import io.picasso.analytics.resource.ResourceChange.AddIndex;
import io.picasso.analytics.resource.ResourceChange.BillOnDemand;
import io.picasso.analytics.resource.ResourceChange.CreateTable;
import io.picasso.analytics.resource.ResourceChange.EnableTtl;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TableComparisonTest {
    private static final KeySchema KEYS = KeySchema.of("pk", "sk");
    private static final IndexDeclaration INDEX = new IndexDeclaration("by-tenant", KeySchema.of("tenant", "time"));
    private static final FoundIndex FOUND_INDEX = new FoundIndex("by-tenant", INDEX.keys(), "ALL", "ACTIVE");
    private static final FoundTtl TTL = new FoundTtl("ENABLED", Optional.of("ttl"));
    private static final TableDeclaration WANTED =
            TableDeclaration.of("events", KEYS).with(INDEX).expiringBy("ttl");

    @Test
    void whatIsNotThereIsCreatedAndThenExpires() {
        Difference difference = TableComparison.compare(WANTED, Optional.empty());

        assertThat(difference.verdict()).isEqualTo(Verdict.CREATE);
        assertThat(difference.changes()).containsExactly(new CreateTable(WANTED), new EnableTtl("events", "ttl"));
        assertThat(difference.details())
                .extracting(Detail::toString)
                .containsExactly(
                        "keys: none → pk (S) + sk (S)",
                        "index by-tenant: none → tenant (S) + time (S), ALL",
                        "ttl: none → ttl",
                        "billing: none → on demand");
    }

    @Test
    void whatIsAsDeclaredIsTheSame() {
        Difference difference = compare(found(KEYS, List.of(FOUND_INDEX), TTL));

        assertThat(difference.verdict()).isEqualTo(Verdict.SAME);
        assertThat(difference.notes()).isEmpty();
    }

    @Test
    void otherKeysAreAConflictWhateverElseCouldBeChanged() {
        Difference difference = compare(found(KeySchema.of("id"), List.of(), FoundTtl.OFF));

        assertThat(difference.verdict()).isEqualTo(Verdict.CONFLICT);
        assertThat(difference.changes()).isEmpty();
    }

    @Test
    void aKeyOfAnotherTypeIsAConflict() {
        KeySchema numbered = new KeySchema(KeyAttribute.text("pk"), Optional.of(new KeyAttribute("sk", "N")));

        assertThat(compare(found(numbered, List.of(FOUND_INDEX), TTL)).details())
                .extracting(Detail::toString)
                .containsExactly("keys: pk (S) + sk (N) → pk (S) + sk (S)");
    }

    @Test
    void aMissingIndexIsAdded() {
        assertThat(compare(found(KEYS, List.of(), TTL)).changes()).containsExactly(new AddIndex(WANTED, INDEX));
    }

    @Test
    void anIndexOfAnotherShapeIsAConflict() {
        FoundIndex keysOnly = new FoundIndex("by-tenant", INDEX.keys(), "KEYS_ONLY", "ACTIVE");
        FoundIndex otherKeys = new FoundIndex("by-tenant", KeySchema.of("tenant"), "ALL", "ACTIVE");

        assertThat(compare(found(KEYS, List.of(keysOnly), TTL)).verdict()).isEqualTo(Verdict.CONFLICT);
        assertThat(compare(found(KEYS, List.of(otherKeys), TTL)).verdict()).isEqualTo(Verdict.CONFLICT);
    }

    @Test
    void anIndexNobodyDeclaredIsNotedAndLeftAlone() {
        FoundIndex extra = new FoundIndex("theirs", KeySchema.of("x"), "ALL", "ACTIVE");

        Difference difference = compare(found(KEYS, List.of(FOUND_INDEX, extra), TTL));

        assertThat(difference.verdict()).isEqualTo(Verdict.SAME);
        assertThat(difference.notes()).containsExactly("index theirs is not declared; it is left alone");
    }

    @Test
    void ttlThatIsOffIsEnabled() {
        assertThat(compare(found(KEYS, List.of(FOUND_INDEX), FoundTtl.OFF)).changes())
                .containsExactly(new EnableTtl("events", "ttl"));
    }

    @Test
    void ttlOnAnotherAttributeIsAConflict() {
        FoundTtl other = new FoundTtl("ENABLED", Optional.of("expires_at"));

        assertThat(compare(found(KEYS, List.of(FOUND_INDEX), other)).details())
                .extracting(Detail::toString)
                .containsExactly("ttl: expires_at → ttl");
    }

    @Test
    void provisionedBillingIsChanged() {
        FoundTable found = new FoundTable("events", "ACTIVE", KEYS, List.of(FOUND_INDEX), TTL, false, false, 0, 0);

        assertThat(compare(found).changes()).containsExactly(new BillOnDemand("events"));
    }

    @Test
    void aTableThatIsBeingMadeIsTheSameAndSaysSo() {
        FoundTable found = new FoundTable("events", "CREATING", KEYS, List.of(FOUND_INDEX), TTL, true, false, 0, 0);

        assertThat(compare(found).verdict()).isEqualTo(Verdict.SAME);
        assertThat(compare(found).notes()).containsExactly("in progress: table CREATING");
    }

    @Test
    void aTableThatIsBeingDeletedIsAConflict() {
        FoundTable found = new FoundTable("events", "DELETING", KEYS, List.of(FOUND_INDEX), TTL, true, false, 0, 0);

        assertThat(compare(found).verdict()).isEqualTo(Verdict.CONFLICT);
    }

    private static Difference compare(FoundTable found) {
        return TableComparison.compare(WANTED, Optional.of(found));
    }

    private static FoundTable found(KeySchema keys, List<FoundIndex> indexes, FoundTtl ttl) {
        return new FoundTable("events", "ACTIVE", keys, indexes, ttl, true, false, 0, 0);
    }
}
