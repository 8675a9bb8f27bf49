package io.picasso.analytics.operation.doctor;

import io.picasso.analytics.operation.ingest.LakeReader;
import io.picasso.analytics.operation.warehouse.LakeQueries;
import io.picasso.analytics.port.BucketControl;
import io.picasso.analytics.port.CallerIdentity;
import io.picasso.analytics.port.CatalogControl;
import io.picasso.analytics.port.EventQueue;
import io.picasso.analytics.port.FunctionControl;
import io.picasso.analytics.port.FunctionTelemetry;
import io.picasso.analytics.port.JsonParser;
import io.picasso.analytics.port.ObjectStore;
import io.picasso.analytics.port.QueueControl;
import io.picasso.analytics.port.ServerClock;
import io.picasso.analytics.port.SessionRows;
import io.picasso.analytics.port.TableControl;
import io.picasso.analytics.port.TenantRegistry;
import io.picasso.analytics.resource.Declarations;
import io.picasso.analytics.resource.FunctionDeclaration;
import io.picasso.analytics.resource.TriggerDeclaration;
import io.picasso.analytics.setting.Settings;
import java.time.Clock;
import java.util.function.Supplier;

/**
 * The environment that is looked at.
 *
 * @param processor the function that processes events, as declared
 * @param trigger how the event queue is to call it
 * @param lake the bucket of the lake
 * @param mappings the bucket of the tenants' mappings
 * @param queue the event queue
 * @param warehouse asked only where Athena's table is as declared
 */
public record Patient(
        Settings settings,
        Declarations declared,
        FunctionDeclaration processor,
        TriggerDeclaration trigger,
        TableControl tables,
        BucketControl buckets,
        QueueControl queues,
        CatalogControl catalog,
        FunctionControl functionControl,
        FunctionTelemetry telemetry,
        ObjectStore lake,
        ObjectStore mappings,
        EventQueue queue,
        SessionRows rows,
        TenantRegistry tenants,
        Supplier<LakeQueries> warehouse,
        JsonParser parser,
        LakeReader reader,
        ServerClock server,
        CallerIdentity identity,
        Clock clock) {}
