package io.picasso.analytics.wiring;

import io.picasso.analytics.adapter.aws.secrets.Secrets;
import io.picasso.analytics.adapter.file.KeyFile;
import io.picasso.analytics.adapter.jwt.Hs256Tokens;
import io.picasso.analytics.event.SessionId;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.operation.access.Access;
import io.picasso.analytics.operation.access.SharedBlacklist;
import io.picasso.analytics.operation.access.SigningKeys;
import io.picasso.analytics.operation.access.TenantLookup;
import io.picasso.analytics.operation.access.TokenDesk;
import io.picasso.analytics.operation.dashboard.DashboardApi;
import io.picasso.analytics.operation.dashboard.DescriptionRoutes;
import io.picasso.analytics.operation.dashboard.FeatureRoutes;
import io.picasso.analytics.operation.dashboard.FormRoutes;
import io.picasso.analytics.operation.dashboard.HealthRoutes;
import io.picasso.analytics.operation.dashboard.LeadRoutes;
import io.picasso.analytics.operation.dashboard.MetricRoutes;
import io.picasso.analytics.operation.dashboard.RouteGroup;
import io.picasso.analytics.operation.dashboard.SessionRoutes;
import io.picasso.analytics.operation.dashboard.TenantConfigurations;
import io.picasso.analytics.operation.dashboard.TenantFeatures;
import io.picasso.analytics.operation.ingest.CachedTenants;
import io.picasso.analytics.operation.query.SessionQueries;
import io.picasso.analytics.operation.tenants.Tenants;
import io.picasso.analytics.port.AuditLog;
import io.picasso.analytics.port.FormSubmissions;
import io.picasso.analytics.port.SecretSource;
import io.picasso.analytics.port.SessionStore;
import io.picasso.analytics.port.SignedTokens;
import io.picasso.analytics.port.TokenBlacklist;
import io.picasso.analytics.session.CursorSeal;
import io.picasso.analytics.setting.SettingKey;
import io.picasso.analytics.setting.Settings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** The dashboard's API and its tokens, put together for one environment. */
public final class Dashboard {
    /** One for the process: as many as {@code serve} usually answers requests at once; a function answers one. */
    private static final Executor ADMISSION = Workers.named("admission", 16);

    /** Many times what a look-up takes where all is well. */
    private static final Duration LONG_LOOK_UP = Duration.ofMillis(250);

    private final Processing processing;
    private final Settings settings;
    private final Clock clock;
    private final SigningKeys keys;
    private final SignedTokens tokens;

    public Dashboard(Processing processing) {
        this.processing = processing;
        this.settings = processing.settings();
        this.clock = processing.clock();
        this.keys = new SigningKeys(secret(), processing.parser(), clock);
        this.tokens = new Hs256Tokens(processing.parser());
    }

    private SecretSource secret() {
        Optional<String> file = settings.find(SettingKey.TOKEN_KEY_FILE);
        if (file.isPresent()) {
            return new KeyFile(Path.of(file.get()), settings.isLocal());
        }
        if (settings.isLocal()) {
            throw Failure.of(FailureCode.BAD_CONFIGURATION, "In the environment 'local' the API needs a key file")
                    .where(SettingKey.TOKEN_KEY_FILE.key())
                    .next("Set " + SettingKey.TOKEN_KEY_FILE.variable() + " to the path of one; it is made there.");
        }
        return new Secrets(Connections.secrets(settings)).secret(settings.text(SettingKey.TOKEN_SECRET));
    }

    /** Makes and revokes tokens. */
    public TokenDesk tokenDesk() {
        return new TokenDesk(keys, tokens, blacklist(), clock);
    }

    /** The API. Nothing is read before the first request. */
    public DashboardApi api() {
        return api(audit());
    }

    /** The same for a gate's own requests, which are nobody's access to data. */
    DashboardApi unauditedApi() {
        return api(Optional.empty());
    }

    private DashboardApi api(Optional<AuditLog> audit) {
        TenantConfigurations configurations = new TenantConfigurations(
                processing.s3().objectStore(settings.text(SettingKey.MAPPINGS_BUCKET)), processing.parser(), clock);
        TenantFeatures features = new TenantFeatures(configurations);
        return new DashboardApi(
                groups(features, configurations), access(), features, audit, processing.parser(), clock, ADMISSION);
    }

    /** All routes there are. A new group is added here and nowhere else. */
    private List<RouteGroup> groups(TenantFeatures features, TenantConfigurations configurations) {
        FormSubmissions submissions =
                processing.dynamoDb().formSubmissions(settings.text(SettingKey.FORM_SUBMISSIONS_TABLE), clock);
        return List.of(
                new SessionRoutes(sessionQueries()),
                new MetricRoutes(new Reporting(processing).metrics()),
                new FormRoutes(submissions),
                new LeadRoutes(submissions, configurations),
                new FeatureRoutes(features),
                health(),
                new DescriptionRoutes(processing.parser()));
    }

    /** Cursors are signed with a key of the moment, because the secret may change. */
    private Supplier<SessionQueries> sessionQueries() {
        SessionStore store = processing.sessionStore();
        return () -> new SessionQueries(store, processing.retention(), CursorSeal.derivedFrom(keys.current()), clock);
    }

    private Access access() {
        Tenants tenants = new Tenants(
                processing.s3().tenantRegistry(settings.text(SettingKey.MAPPINGS_BUCKET), processing.parser()), clock);
        TenantLookup lookup = new TenantLookup(new CachedTenants(processing.tenantDirectory(), clock), tenants, clock);
        return new Access(keys, tokens, new SharedBlacklist(blacklist(), LONG_LOOK_UP), lookup, clock);
    }

    private TokenBlacklist blacklist() {
        return processing.dynamoDb().tokenBlacklist(settings.text(SettingKey.TOKEN_BLACKLIST_TABLE));
    }

    private Optional<AuditLog> audit() {
        return settings.flag(SettingKey.API_AUDIT)
                ? Optional.of(processing.dynamoDb().auditLog(settings.text(SettingKey.AUDIT_TABLE)))
                : Optional.empty();
    }

    private HealthRoutes health() {
        TokenBlacklist blacklist = blacklist();
        SessionStore sessions = processing.sessionStore();
        // Nobody can have written under it, so that looking costs nothing.
        SessionId nobodys = new SessionId(UUID.randomUUID().toString());
        return new HealthRoutes(
                List.of(
                        new HealthRoutes.Part("signing_key", false, keys::current),
                        new HealthRoutes.Part("token_blacklist", false, () -> blacklist.isRevoked("health")),
                        new HealthRoutes.Part("session_events", true, () -> sessions.events("health", nobodys)),
                        new HealthRoutes.Part("session_summaries", true, () -> sessions.findAnchor("health", nobodys))),
                clock);
    }
}
