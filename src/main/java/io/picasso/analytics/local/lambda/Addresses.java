package io.picasso.analytics.local.lambda;

import io.picasso.analytics.event.UtcTime;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.port.JsonParser;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The web addresses of functions, by the function's name. */
final class Addresses implements AutoCloseable {
    private final Map<String, Address> all = new TreeMap<>();
    private final Functions functions;
    private final JsonParser parser;
    private final Runnable save;

    /** @param save called after every change */
    Addresses(Functions functions, JsonParser parser, Runnable save) {
        this.functions = functions;
        this.parser = parser;
        this.save = save;
    }

    /** Goes on with an address that was there before the stack was started; the port may be another. */
    synchronized void resume(JsonObject kept) throws IOException {
        String name = Arn.function(kept.text("FunctionArn").orElse(""));
        Optional<LambdaFunction> function = functions.find(name);
        if (function.isPresent()) {
            all.put(
                    name,
                    new Address(
                            function.get(),
                            kept.text("AuthType").orElse("AWS_IAM"),
                            kept.text("CreationTime").orElse(""),
                            Address.port(kept.text("FunctionUrl").orElse("")),
                            parser));
        }
    }

    /** The addresses as they are kept. */
    synchronized List<JsonObject> kept() {
        return all.values().stream().map(Address::json).toList();
    }

    synchronized JsonObject create(String name, JsonObject body) throws IOException {
        LambdaFunction function = functions.get(name);
        String access = body.text("AuthType").orElse("");
        if (!access.equals("NONE") && !access.equals("AWS_IAM")) {
            throw LambdaRefusal.malformed(access, "authType", "Member must satisfy enum value set: [NONE, AWS_IAM]");
        }
        if (body.text("InvokeMode").orElse("BUFFERED").equals("RESPONSE_STREAM")) {
            throw LambdaRefusal.unsupported("InvokeMode RESPONSE_STREAM");
        }
        if (all.containsKey(name)) {
            throw LambdaRefusal.conflict("Failed to create function url config for [functionArn = " + Arn.of(name)
                    + "]. Error message:  FunctionUrlConfig exists for this Lambda function");
        }
        Address address = new Address(function, access, UtcTime.format(Instant.now()), 0, parser);
        all.put(name, address);
        save.run();
        return address.json();
    }

    synchronized JsonObject get(String name) {
        return find(name).json();
    }

    synchronized void delete(String name) {
        find(name).close();
        all.remove(name);
        save.run();
    }

    /** Deletes the address of a function that is deleted, if it has one. */
    synchronized void forget(String name) {
        Optional.ofNullable(all.remove(name)).ifPresent(Address::close);
    }

    private Address find(String name) {
        return Optional.ofNullable(all.get(name))
                .orElseThrow(() -> LambdaRefusal.notFound("The resource you requested does not exist."));
    }

    @Override
    public synchronized void close() {
        all.values().forEach(Address::close);
    }
}
