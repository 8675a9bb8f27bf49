package io.picasso.analytics.operation.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.port.QueryLimits;
import io.picasso.analytics.port.Statement;
import io.picasso.analytics.resource.CatalogDeclaration;
import io.picasso.analytics.resource.Detail;
import io.picasso.analytics.resource.Difference;
import io.picasso.analytics.resource.Part;
import io.picasso.analytics.resource.Verdict;
import io.picasso.analytics.setting.SettingKey;
import io.picasso.analytics.tenant.TenantHash;
import io.picasso.analytics.tenant.TenantMapping;
import io.picasso.analytics.wiring.Wiring;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.athena.AthenaClient;

/** The Athena table over the lake, against the engine: made, compared, kept current, taken down. */
class CatalogProvisionTest {
    private static final Set<Part> LAKE = Set.of(Part.LAKE);

    private final TestEnvironment environment = TestEnvironment.create();
    private final Wiring wiring = new Wiring(environment.settings(), Clock.systemUTC());
    private final Provision provision = wiring.provision(Duration.ofSeconds(30));
    private final String database = environment.name(SettingKey.ATHENA_DATABASE);

    @Test
    void aPlanWorksWhereThereIsNothingAtAll() {
        Difference table = table();

        assertThat(table.verdict()).isEqualTo(Verdict.CREATE);
        assertThat(table.declaration().name()).isEqualTo(database + ".events");
        assertThat(table.details())
                .contains(new Detail(CatalogDeclaration.TENANTS, Detail.NONE, CatalogDeclaration.NOBODY));
    }

    @Test
    void aTableWithoutTenantsIsMadeAndAnswersNothing() {
        apply();

        assertThat(provision.plan(LAKE).same()).isTrue();
        assertThat(properties()).containsEntry(CatalogDeclaration.TENANTS, CatalogDeclaration.NOBODY);
        assertThat(Tenant.isId(CatalogDeclaration.NOBODY)).isFalse();
        assertThat(wiring.warehouse()
                        .query(Statement.of("SELECT * FROM events"), QueryLimits.DEFAULT, row -> {})
                        .rows())
                .isZero();
        assertThat(status().detail()).contains("15 columns").contains("0 tenants can be queried");
    }

    @Test
    void knownTenantsAreSeenInOrderAndNewOnesAreDriftUntilApplied() {
        apply();
        add("TEA002");
        add("COFFEE001");

        assertThat(table().verdict()).isEqualTo(Verdict.ALTER);
        assertThat(table().details())
                .containsExactly(new Detail(CatalogDeclaration.TENANTS, CatalogDeclaration.NOBODY, "COFFEE001,TEA002"));
        apply();
        assertThat(table().verdict()).isEqualTo(Verdict.SAME);
        assertThat(properties()).containsEntry(CatalogDeclaration.TENANTS, "COFFEE001,TEA002");

        add("WATER003");
        assertThat(provision.showTenants()).isTrue();
        assertThat(properties()).containsEntry(CatalogDeclaration.TENANTS, "COFFEE001,TEA002,WATER003");
        assertThat(provision.showTenants()).isFalse();
    }

    @Test
    void aTenantIsNotHiddenBecauseItsMappingIsGoneOrBroken() {
        apply();
        add("COFFEE001");
        apply();
        try (var s3 = environment.s3()) {
            s3.putObject(
                    put -> put.bucket(environment.name(SettingKey.MAPPINGS_BUCKET))
                            .key("mappings/" + TenantHash.of("COFFEE001") + ".json"),
                    RequestBody.fromString("{broken"));
        }

        assertThat(table().verdict()).isEqualTo(Verdict.SAME);
        assertThat(table().notes()).anyMatch(note -> note.contains("COFFEE001") && note.contains("no mapping"));
    }

    @Test
    void showingTenantsBeforeThereIsATableDoesNothing() {
        assertThat(provision.showTenants()).isFalse();
    }

    @Test
    void driftInPropertiesAndColumnsIsShownAndMended() {
        apply();
        query("ALTER TABLE " + database + ".events SET TBLPROPERTIES"
                + " ('projection.year.range'='2020,2025', 'ignore.malformed.json'='false', 'owner'='somebody')");

        assertThat(table().details())
                .containsExactlyInAnyOrder(
                        new Detail("projection.year.range", "2020,2025", "2020,2039"),
                        new Detail("ignore.malformed.json", "false", "true"));
        assertThat(table().changes()).hasSize(1);
        apply();
        assertThat(table().verdict()).isEqualTo(Verdict.SAME);
        assertThat(properties()).containsEntry("owner", "somebody");
    }

    @Test
    void aTableOfTheSystemBeforeGetsTheColumnsItLacks() {
        provision.apply(provision.plan(LAKE), line -> {});
        query("DROP TABLE " + database + ".events");
        query(create(
                "session_id string, step_number int, odd string", "tenant_id string, year int, month int, day int"));

        Difference table = table();

        assertThat(table.verdict()).isEqualTo(Verdict.ALTER);
        assertThat(table.details()).contains(new Detail("column fingerprint", Detail.NONE, "string"));
        assertThat(table.notes()).anyMatch(note -> note.contains("column odd is not declared"));
        apply();
        assertThat(table().verdict()).isEqualTo(Verdict.SAME);
    }

    @Test
    void aTableOfAnotherShapeIsAConflictAndNotTouched() {
        apply();
        query("DROP TABLE " + database + ".events");
        query(create("session_id string, step_number string", "tenant_id string"));

        Difference table = table();
        assertThat(table.verdict()).isEqualTo(Verdict.CONFLICT);
        assertThat(table.details())
                .contains(new Detail("column step_number", "string", "int"))
                .anyMatch(detail -> detail.attribute().equals("partition keys"));
        assertThat(catchThrowableOfType(Failure.class, this::apply).code()).isEqualTo(FailureCode.RESOURCE_CONFLICT);
    }

    @Test
    void theTableGoesWithTheLakeAndTheDatabaseOnlyWhenItIsEmpty() {
        apply();
        query(create("a string", "tenant_id string").replace(".events", ".others"));

        Destroyed destroyed = provision.destroy(LAKE, true, provision.removals(LAKE, true), line -> {});

        assertThat(destroyed.kept()).isEmpty();
        assertThat(destroyed.deleted().get(0).name()).isEqualTo(database + ".events");
        assertThat(table().verdict()).isEqualTo(Verdict.CREATE);
        try (AthenaClient athena = environment.athena()) {
            assertThat(athena.listTableMetadata(
                                    list -> list.catalogName("AwsDataCatalog").databaseName(database))
                            .tableMetadataList())
                    .extracting(t -> t.name())
                    .containsExactly("others");
        }
    }

    private String create(String columns, String keys) {
        String location = "s3://" + environment.name(SettingKey.LAKE_BUCKET) + "/analytics/";
        return "CREATE EXTERNAL TABLE " + database + ".events (" + columns + ") PARTITIONED BY (" + keys
                + ") ROW FORMAT SERDE 'org.openx.data.jsonserde.JsonSerDe' LOCATION '" + location + "'";
    }

    private void query(String ddl) {
        try (AthenaClient athena = environment.athena()) {
            String id = athena.startQueryExecution(start -> start.queryString(ddl)
                            .resultConfiguration(result -> result.outputLocation(
                                    "s3://" + environment.name(SettingKey.LAKE_BUCKET) + "/athena-results/")))
                    .queryExecutionId();
            String state;
            do {
                state = athena.getQueryExecution(get -> get.queryExecutionId(id))
                        .queryExecution()
                        .status()
                        .stateAsString();
            } while (List.of("QUEUED", "RUNNING").contains(state));
            assertThat(state).isEqualTo("SUCCEEDED");
        }
    }

    private void add(String id) {
        wiring.tenants().add(new TenantMapping(new Tenant(id, TenantHash.of(id)), Optional.empty(), Optional.empty()));
    }

    private void apply() {
        provision.apply(provision.plan(LAKE), line -> {});
    }

    private Difference table() {
        return provision.plan(LAKE).all().stream()
                .filter(difference -> difference.declaration() instanceof CatalogDeclaration)
                .findFirst()
                .orElseThrow();
    }

    private ResourceStatus status() {
        return provision.status(LAKE).stream()
                .filter(status -> status.kind().equals("athena"))
                .findFirst()
                .orElseThrow();
    }

    private Map<String, String> properties() {
        try (AthenaClient athena = environment.athena()) {
            return athena.getTableMetadata(get -> get.catalogName("AwsDataCatalog")
                            .databaseName(database)
                            .tableName("events"))
                    .tableMetadata()
                    .parameters();
        }
    }
}
