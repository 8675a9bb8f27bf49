package io.picasso.analytics.cli;

import io.picasso.analytics.event.SessionId;
import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.failure.ExitStatus;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.operation.ingest.BatchResult;
import io.picasso.analytics.operation.ingest.QueueProcessor;
import io.picasso.analytics.operation.ingest.QueueRequest;
import io.picasso.analytics.operation.provision.Provision;
import io.picasso.analytics.operation.provision.ProvisionPlan;
import io.picasso.analytics.operation.query.ListRequest;
import io.picasso.analytics.operation.quickstart.SampleCheck;
import io.picasso.analytics.operation.quickstart.SampleTraffic;
import io.picasso.analytics.operation.tenants.Tenants;
import io.picasso.analytics.resource.Part;
import io.picasso.analytics.sample.SampleConversations;
import io.picasso.analytics.session.SessionQuery;
import io.picasso.analytics.session.SessionRange;
import io.picasso.analytics.tenant.TenantMapping;
import io.picasso.analytics.wiring.Ingestion;
import io.picasso.analytics.wiring.Wiring;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import picocli.CommandLine.Mixin;

/** From nothing to a session's timeline. */
@picocli.CommandLine.Command(
        name = "quickstart",
        description = {
            "Shows the whole system at work on this machine: starts the embedded stack, provisions it, sends real"
                    + " conversations through the queue (some twice, all out of order), processes them into lake and"
                    + " tables, shows one session and the list, and checks every count against what was sent.",
            "Running it again works and counts nothing twice."
        },
        footer = {"", "Example:", "  picasso-analytics quickstart"})
final class QuickstartCommand extends EnvironmentCommand {
    private static final String TENANT = "DEMO00001";
    private static final int LISTED = 10;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @Mixin
    NothingToConfirm confirmation = new NothingToConfirm();

    @Override
    ExitStatus run() {
        if (!settings().isLocal()) {
            throw Failure.of(FailureCode.BAD_USAGE, "The quickstart runs in the environment 'local' only")
                    .where("environment " + settings().environment())
                    .why("it makes tables and sends sample conversations");
        }
        Wiring wiring = wiring();
        Ingestion ingestion = wiring.ingestion();
        if (!ingestion.writesTables()) {
            throw Failure.of(FailureCode.BAD_CONFIGURATION, "The quickstart needs dynamodb_write_enabled: true")
                    .why("writing the session tables is switched off for this run");
        }
        Instant now = context().clock().instant();
        Provision provision = wiring.provision(PATIENCE);
        provision(provision);
        Tenant tenant = tenant(wiring.tenants());
        provision.showTenants();
        SampleTraffic traffic = new SampleTraffic(SampleConversations.load(wiring.parser()), tenant, now);
        send(ingestion, traffic);
        process(ingestion);
        show(wiring, tenant, traffic);
        SampleCheck check = SampleCheck.of(wiring.sessionStore(), tenant, traffic.expected());
        print(new QuickstartAnswer(check, tenant, traffic));
        return check.agrees() ? ExitStatus.OK : ExitStatus.CHECK_FAILED;
    }

    private void provision(Provision provision) {
        ProvisionPlan plan = provision.plan(Part.USUAL);
        int made = provision.apply(plan, this::detail).made().size();
        step("provisioned", made == 0 ? "tables, buckets and queue were there already" : made + " changes made");
    }

    private Tenant tenant(Tenants tenants) {
        TenantMapping mapping = tenants.propose(TENANT);
        tenants.add(mapping);
        step(
                "tenant",
                mapping.tenant().id() + ", known in public as "
                        + mapping.tenant().hash());
        return mapping.tenant();
    }

    private void send(Ingestion ingestion, SampleTraffic traffic) {
        int half = traffic.deliveries().size() / 2;
        long messages = ingestion
                        .sender()
                        .send(traffic.deliveries().subList(0, half).iterator(), 1)
                        .messages()
                + ingestion
                        .sender()
                        .send(
                                traffic.deliveries()
                                        .subList(half, traffic.deliveries().size())
                                        .iterator(),
                                12)
                        .messages();
        step(
                "sent",
                traffic.expected().size() + " conversations: " + traffic.distinctEvents() + " events, delivered "
                        + traffic.deliveries().size() + " times in " + messages + " messages, out of order");
    }

    private void process(Ingestion ingestion) {
        Tally tally = new Tally();
        QueueProcessor.Listener listener = new QueueProcessor.Listener() {
            @Override
            public void processed(int messages, BatchResult result) {
                tally.add(messages, result);
            }

            @Override
            public void waiting(Failure why, Duration pause) {
                note(why.what());
            }
        };
        ingestion
                .queueProcessor(context().interruption()::requested, listener)
                .run(new QueueRequest(QueueRequest.Until.EMPTY, Long.MAX_VALUE, 2));
        IngestAnswer answer = tally.answer("messages", true);
        if (answer.exitStatus() != ExitStatus.OK) {
            note("Not everything went well; the queue may have held messages of others:");
            print(answer);
        }
        step("processed", answer.read() + " messages, first into the lake, then into the tables");
    }

    /** The screens of other commands stand here as a person would call them; programs get the counts alone. */
    private void show(Wiring wiring, Tenant tenant, SampleTraffic traffic) {
        if (options().format != GlobalOptions.Format.table || options().query != null) {
            return;
        }
        SessionId first = traffic.expected().keySet().iterator().next();
        title("picasso-analytics session show " + first);
        print(new SessionAnswer(wiring.sessionQueries().show(Optional.of(tenant), first)));
        title("picasso-analytics session list --tenant " + tenant.id() + " --limit " + LISTED);
        SessionQuery query = new SessionQuery(
                tenant, SessionRange.last("30d", context().clock().instant()), Optional.empty());
        print(new SessionListAnswer(
                wiring.sessionQueries().list(new ListRequest(query, LISTED, Optional.empty())), Optional.of(LISTED)));
        context().terminal().out().println();
    }

    private void title(String text) {
        context().terminal().out().println();
        context().terminal().out().println("$ " + text);
    }

    private void step(String what, String how) {
        note(String.format("%-12s %s", what, how));
    }
}
