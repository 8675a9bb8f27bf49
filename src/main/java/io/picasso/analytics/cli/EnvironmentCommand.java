package io.picasso.analytics.cli;

import io.picasso.analytics.local.LocalStack;
import io.picasso.analytics.local.RunningStack;
import io.picasso.analytics.local.Service;
import io.picasso.analytics.local.StartRequest;
import io.picasso.analytics.setting.Origin;
import io.picasso.analytics.setting.SettingKey;
import io.picasso.analytics.setting.Settings;
import io.picasso.analytics.wiring.Care;
import io.picasso.analytics.wiring.Wiring;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A command that works in an environment. In the environment {@code local} it starts the embedded stack if need be. */
abstract class EnvironmentCommand extends Command {
    private static final Map<Service, SettingKey> ENDPOINTS = Map.of(
            Service.DYNAMODB, SettingKey.DYNAMODB_ENDPOINT,
            Service.S3, SettingKey.S3_ENDPOINT,
            Service.SQS, SettingKey.SQS_ENDPOINT,
            Service.ATHENA, SettingKey.ATHENA_ENDPOINT,
            Service.LAMBDA, SettingKey.LAMBDA_ENDPOINT,
            Service.EVENTBRIDGE, SettingKey.EVENTBRIDGE_ENDPOINT);

    /** The key of the stack's tokens; it outlives a reset, and holds nowhere else. */
    private static final String KEY_FILE = "token.key";

    private @Nullable Wiring wiring;

    /** The operations of the environment that is meant; built once. */
    final Wiring wiring() {
        Wiring known = wiring;
        if (known == null) {
            known = new Wiring(environment(), context().clock());
            wiring = known;
        }
        return known;
    }

    /** Watching over the environment that is meant. */
    final Care care() {
        Wiring wiring = wiring();
        return wiring.care(
                wiring.settings().isLocal() ? Optional.of(stateFolder().data()) : Optional.empty());
    }

    /**
     * For as long as a change is on its way: who stops the command then is told, quiet or not, that nobody here knows
     * whether it is made, and where to look. The process then waits for the end of the change, within bounds.
     *
     * @param change what is on its way, such as {@code the change of function f}
     * @param look the command that tells how it stands
     */
    final Interruption.Registration underway(String change, String look) {
        String told = "Stopped while " + change + " was on its way: it may be made, or not, or be made yet. Its end is"
                + " waited for a little; if nothing follows here, look with '"
                + Invocation.of(settings().environment(), look) + "' before anything else is changed.";
        return context().interruption().onInterrupt(() -> {
            context().terminal().err().println(told);
            context().terminal().err().flush();
        });
    }

    /** The settings, for the environment {@code local} with the endpoints of its running stack. */
    private Settings environment() {
        Settings settings = settings();
        return settings.isLocal() ? onStack(settings) : settings;
    }

    private Settings onStack(Settings settings) {
        try {
            RunningStack stack =
                    new LocalStack(stateFolder(), context().variables()).start(StartRequest.usual(), this::note);
            Settings complete = settings;
            for (Map.Entry<Service, SettingKey> endpoint : ENDPOINTS.entrySet()) {
                complete = complete.with(
                        endpoint.getValue(),
                        stack.endpoints().of(endpoint.getKey()).toString(),
                        new Origin(Origin.Layer.ENVIRONMENT, "embedded stack"));
            }
            return complete.find(SettingKey.TOKEN_KEY_FILE).isPresent()
                    ? complete
                    : complete.with(
                            SettingKey.TOKEN_KEY_FILE,
                            stateFolder().root().resolve(KEY_FILE).toString(),
                            new Origin(Origin.Layer.ENVIRONMENT, "embedded stack"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
