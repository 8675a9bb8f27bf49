package io.picasso.analytics.wiring;

import io.picasso.analytics.adapter.aws.Patience;
import io.picasso.analytics.adapter.aws.cloudwatch.CloudWatch;
import io.picasso.analytics.adapter.aws.lambda.Lambda;
import io.picasso.analytics.adapter.aws.sqs.Sqs;
import io.picasso.analytics.adapter.http.HttpDate;
import io.picasso.analytics.adapter.local.FileAlarms;
import io.picasso.analytics.adapter.local.LocalTelemetry;
import io.picasso.analytics.local.StateFolder;
import io.picasso.analytics.operation.alarms.Alarms;
import io.picasso.analytics.operation.doctor.Doctor;
import io.picasso.analytics.operation.doctor.GateEvidence;
import io.picasso.analytics.operation.doctor.Health;
import io.picasso.analytics.operation.doctor.Patient;
import io.picasso.analytics.operation.ttl.TtlVerify;
import io.picasso.analytics.port.AlarmControl;
import io.picasso.analytics.port.CatalogControl;
import io.picasso.analytics.port.FunctionControl;
import io.picasso.analytics.port.FunctionTelemetry;
import io.picasso.analytics.port.QueueControl;
import io.picasso.analytics.port.TableControl;
import io.picasso.analytics.port.TenantRegistry;
import io.picasso.analytics.resource.AlarmDeclarations;
import io.picasso.analytics.resource.Declarations;
import io.picasso.analytics.resource.DeployedFunction;
import io.picasso.analytics.resource.FunctionDeclarations;
import io.picasso.analytics.resource.MetricName;
import io.picasso.analytics.setting.SettingKey;
import io.picasso.analytics.setting.Settings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Watching over one environment: alarms, what was measured, and whether it is well. */
public final class Care {
    private static final String ALARMS = "alarms.ndjson";

    private final Wiring wiring;
    private final Once<Sqs> sqs;
    private final Once<Lambda> lambda;
    private final Supplier<CatalogControl> catalog;
    private final Optional<Path> stack;
    private final Once<CloudWatch> cloudWatch;

    Care(Wiring wiring, Once<Sqs> sqs, Once<Lambda> lambda, Supplier<CatalogControl> catalog, Optional<Path> stack) {
        this.wiring = wiring;
        this.sqs = sqs;
        this.lambda = lambda;
        this.catalog = catalog;
        this.stack = stack;
        this.cloudWatch = Once.of(
                () -> new CloudWatch(Connections.cloudWatch(wiring.settings()), Connections.logs(wiring.settings())));
    }

    /** The alarms. */
    public Alarms alarms() {
        return new Alarms(
                AlarmDeclarations.of(wiring.settings()),
                AlarmDeclarations.prefix(wiring.settings()),
                alarmControl(),
                queueControl(),
                tableControl(),
                functionControl());
    }

    /** Publishes how many differences the comparison of lake and tables has found; an alarm watches it. */
    public void publishDrift(long differences) {
        MetricName drift = new MetricName(
                MetricName.OURS,
                AlarmDeclarations.DRIFT,
                Map.of(MetricName.ENVIRONMENT, wiring.settings().environment()));
        telemetry().publish(drift, differences, wiring.clock().instant());
    }

    /** What the functions logged, and what was measured. */
    public FunctionTelemetry telemetry() {
        return stack.<FunctionTelemetry>map(data -> new LocalTelemetry(
                        data.resolve(StateFolder.FUNCTION_LOGS),
                        wiring.parser(),
                        queueControl(),
                        queue -> sqs.get().queueMessages(queue)))
                .orElseGet(() -> cloudWatch.get().telemetry());
    }

    /** The doctor. */
    public Doctor doctor(BooleanSupplier stop) {
        return new Doctor(patient(), stop);
    }

    /** Whether the environment is well. */
    public Health health() {
        return new Health(patient(), alarms(), new GateEvidence(wiring.lake(), wiring.parser())::measure);
    }

    /** Whether rows expire as they should. */
    public TtlVerify ttl() {
        return new TtlVerify(
                Declarations.of(wiring.settings()).tables(),
                tableControl(),
                tenants(),
                wiring.sessionStore(),
                wiring.sessionRows(),
                wiring.retention(),
                wiring.sessionQueries(),
                wiring.lake(),
                wiring.parser(),
                wiring.eventFactory(),
                wiring.clock());
    }

    private Patient patient() {
        Settings settings = wiring.settings();
        DeployedFunction processor = FunctionDeclarations.of(settings).processor();
        return new Patient(
                settings,
                Declarations.of(settings),
                processor.function(),
                processor.trigger().orElseThrow(),
                tableControl(),
                wiring.processing().s3().bucketControl(),
                queueControl(),
                catalog.get(),
                functionControl(),
                telemetry(),
                wiring.lake(),
                wiring.processing().s3().objectStore(settings.text(SettingKey.MAPPINGS_BUCKET)),
                wiring.queue(),
                wiring.sessionRows(),
                tenants(),
                wiring::lakeQueries,
                wiring.parser(),
                wiring.ingestion().lakeReader(),
                new HttpDate(address()),
                wiring.callerIdentity(),
                wiring.clock());
    }

    private TenantRegistry tenants() {
        return wiring.processing()
                .s3()
                .tenantRegistry(wiring.settings().text(SettingKey.MAPPINGS_BUCKET), wiring.parser());
    }

    /** Where S3 answers; any answer of it tells the time. */
    private URI address() {
        return wiring.settings()
                .url(SettingKey.S3_ENDPOINT)
                .orElseGet(
                        () -> URI.create("https://s3." + wiring.settings().text(SettingKey.REGION) + ".amazonaws.com"));
    }

    /** Where the alarms are kept and evaluated. */
    public AlarmControl alarmControl() {
        return stack.<AlarmControl>map(
                        data -> new FileAlarms(data.resolve(ALARMS), telemetry(), wiring.parser(), wiring.clock()))
                .orElseGet(() -> cloudWatch.get().alarmControl());
    }

    QueueControl queueControl() {
        return sqs.get().queueControl();
    }

    TableControl tableControl() {
        return wiring.processing().dynamoDb().tableControl(Patience.DEFAULT.upTo(Duration.ZERO));
    }

    FunctionControl functionControl() {
        return lambda.get().functionControl(Patience.DEFAULT.upTo(Duration.ZERO));
    }
}
