package io.picasso.analytics.adapter.aws.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Answers as AWS Lambda does, with functions kept in memory: an update replaces the whole environment, takes effect
 * after some looks, and gives a new revision both when it is taken and when it is in force; one under another revision is
 * refused with 412, one while another is under way with 409.
 */
public final class LambdaStub implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FUNCTIONS = "/2015-03-31/functions";
    private static final String MAPPINGS = "/2015-03-31/event-source-mappings";
    private static final String ARN = "arn:aws:lambda:us-east-1:123456789012:function:";

    /** A request as it came. */
    public record Request(String operation, String path, JsonNode body) {}

    /** What goes wrong with a request. */
    public enum Fault {
        /** 429, nothing done. */
        THROTTLED,
        /** 403, nothing done. */
        DENIED,
        /** 500, nothing done. */
        BROKEN,
        /** 409, as while an update is under way; nothing done. */
        BUSY,
        /** The connection is cut before anything is done. */
        CUT,
        /** Done, and the connection is cut. */
        CUT_AFTERWARDS,
        /** Done, and the answer comes later than anybody waits. */
        LATE
    }

    private record Refusal(int status, String type, String message) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, ObjectNode> functions = new TreeMap<>();
    private final Map<String, Integer> looksLeft = new TreeMap<>();
    private final Map<String, ObjectNode> mappings = new LinkedHashMap<>();
    private final Map<String, String> addresses = new TreeMap<>();
    private final Map<String, ArrayNode> policies = new TreeMap<>();
    private final List<Request> requests = new ArrayList<>();
    private final Map<String, List<Fault>> faults = new TreeMap<>();
    private Consumer<Request> before = request -> {};
    private Optional<Function<JsonNode, JsonNode>> code = Optional.empty();
    private String failure = "";
    private int looks = 1;
    private int revision;

    public LambdaStub() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** The next requests of that operation meet these faults, one each. */
    public synchronized void fail(String operation, Fault... next) {
        faults.computeIfAbsent(operation, name -> new ArrayList<>()).addAll(List.of(next));
    }

    /** Updates that are taken from now on come out as failed, for this reason; an empty reason: successful. */
    public synchronized void updatesFail(String reason) {
        failure = reason;
    }

    /** How many looks an update takes to come into force. */
    public synchronized void settleAfter(int more) {
        looks = more;
    }

    /** Told of each request before it is worked on, outside of any lock; may change functions as somebody else would. */
    public synchronized void before(Consumer<Request> listener) {
        before = listener;
    }

    /** What every function does when it is called; an answer with {@code errorMessage} is an error of the function. */
    public synchronized void runs(Function<JsonNode, JsonNode> other) {
        code = Optional.of(other);
    }

    /** The requests so far, of one operation. */
    public synchronized List<Request> requests(String operation) {
        return requests.stream()
                .filter(request -> request.operation().equals(operation))
                .toList();
    }

    /** How many requests changed something, or would have. */
    public synchronized long changes() {
        return requests.stream()
                .filter(request -> !request.operation().startsWith("Get")
                        && !request.operation().startsWith("List"))
                .count();
    }

    /** A function with an environment, as somebody else has made it. */
    public synchronized void function(String name, Map<String, String> environment) {
        ObjectNode function = JSON.createObjectNode();
        function.put("FunctionName", name)
                .put("FunctionArn", ARN + name)
                .put("Runtime", "java17")
                .put("Handler", "somebody.Else")
                .put("Role", "arn:aws:iam::123456789012:role/theirs")
                .put("MemorySize", 256)
                .put("Timeout", 60)
                .put("State", "Active")
                .put("LastUpdateStatus", "Successful")
                .put("CodeSha256", sha256(new byte[0]))
                .put("CodeSize", 0);
        environment(function, environment);
        functions.put(name, function);
        touch(function);
    }

    /** Somebody else deletes a function; its mappings stay, as in AWS. */
    public synchronized void remove(String name) {
        functions.remove(name);
    }

    /** The environment of a function. */
    public synchronized Map<String, String> environment(String name) {
        Map<String, String> variables = new TreeMap<>();
        functions
                .get(name)
                .path("Environment")
                .path("Variables")
                .fields()
                .forEachRemaining(
                        field -> variables.put(field.getKey(), field.getValue().textValue()));
        return variables;
    }

    /** Somebody else replaces the environment. */
    public synchronized void replaceEnvironment(String name, Map<String, String> environment) {
        environment(functions.get(name), environment);
        touch(functions.get(name));
    }

    /** A member of a function's configuration. */
    public synchronized String member(String name, String member) {
        return functions.get(name).path(member).asText();
    }

    /** Somebody else changes a member of a function's configuration. */
    public synchronized void member(String name, String member, JsonNode value) {
        functions.get(name).set(member, value);
        touch(functions.get(name));
    }

    /** The names of the functions. */
    public synchronized List<String> functions() {
        return List.copyOf(functions.keySet());
    }

    /** The event source mappings. */
    public synchronized List<ObjectNode> mappings() {
        return List.copyOf(mappings.values());
    }

    private static void environment(ObjectNode function, Map<String, String> environment) {
        ObjectNode variables = function.putObject("Environment").putObject("Variables");
        environment.forEach(variables::put);
    }

    private void touch(ObjectNode function) {
        function.put("RevisionId", "r-" + ++revision);
    }

    private void serve(HttpExchange exchange) throws IOException {
        byte[] content = exchange.getRequestBody().readAllBytes();
        String path = URLDecoder.decode(exchange.getRequestURI().getRawPath(), StandardCharsets.UTF_8);
        String operation = operation(exchange.getRequestMethod(), path);
        JsonNode body = content.length == 0 ? JSON.createObjectNode() : JSON.readTree(content);
        Request request = new Request(operation, path, body);
        Consumer<Request> listener;
        Fault fault;
        synchronized (this) {
            requests.add(request);
            listener = before;
            List<Fault> planned = faults.getOrDefault(operation, List.of());
            fault = planned.isEmpty() ? null : planned.remove(0);
        }
        listener.accept(request);
        Object answer = fault == null || fault == Fault.CUT_AFTERWARDS || fault == Fault.LATE
                ? work(request, exchange.getRequestURI().getQuery())
                : refusal(fault);
        if (fault == Fault.CUT || fault == Fault.CUT_AFTERWARDS) {
            exchange.close();
            return;
        }
        if (fault == Fault.LATE) {
            try {
                Thread.sleep(2_000);
            } catch (InterruptedException closed) {
                Thread.currentThread().interrupt();
            }
        }
        if ("Tail".equals(exchange.getRequestHeaders().getFirst("X-Amz-Log-Type"))) {
            String log = "END of " + path.split("/")[3] + "\n";
            exchange.getResponseHeaders()
                    .set("X-Amz-Log-Result", Base64.getEncoder().encodeToString(log.getBytes(StandardCharsets.UTF_8)));
        }
        write(exchange, answer);
    }

    private static void write(HttpExchange exchange, Object answer) throws IOException {
        int status = 200;
        JsonNode body;
        if (answer instanceof Refusal refusal) {
            status = refusal.status();
            exchange.getResponseHeaders().set("x-amzn-ErrorType", refusal.type());
            body = JSON.createObjectNode().put("Type", "User").put("Message", refusal.message());
        } else {
            body = (JsonNode) answer;
            if (body.has("errorMessage")) {
                exchange.getResponseHeaders().set("X-Amz-Function-Error", "Unhandled");
            }
        }
        byte[] bytes = JSON.writeValueAsBytes(body);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static Refusal refusal(Fault fault) {
        return switch (fault) {
            case THROTTLED -> new Refusal(429, "TooManyRequestsException", "Rate exceeded");
            case DENIED -> new Refusal(403, "AccessDeniedException", "not authorized to perform");
            case BUSY -> busy("f");
            default -> new Refusal(500, "ServiceException", "a test");
        };
    }

    private static Refusal busy(String name) {
        return new Refusal(
                409,
                "ResourceConflictException",
                "The operation cannot be performed at this time. An update is in progress for resource: " + ARN + name);
    }

    private static String operation(String method, String path) {
        if (path.startsWith(MAPPINGS)) {
            boolean one = path.length() > MAPPINGS.length() + 1;
            return switch (method) {
                case "GET" -> one ? "GetEventSourceMapping" : "ListEventSourceMappings";
                case "POST" -> "CreateEventSourceMapping";
                default -> "UpdateEventSourceMapping";
            };
        }
        if (path.endsWith("/url")) {
            return method.equals("GET") ? "GetFunctionUrlConfig" : "CreateFunctionUrlConfig";
        }
        if (path.endsWith("/policy")) {
            return method.equals("GET") ? "GetPolicy" : "AddPermission";
        }
        if (path.contains("/policy/")) {
            return "RemovePermission";
        }
        if (path.endsWith("/configuration")) {
            return method.equals("GET") ? "GetFunctionConfiguration" : "UpdateFunctionConfiguration";
        }
        if (path.endsWith("/code")) {
            return "UpdateFunctionCode";
        }
        if (path.endsWith("/invocations")) {
            return "Invoke";
        }
        return method.equals("POST") ? "CreateFunction" : "GetFunction";
    }

    private synchronized Object work(Request request, String query) {
        return switch (request.operation()) {
            case "CreateFunction" -> create(request.body());
            case "ListEventSourceMappings" -> list(query);
            case "CreateEventSourceMapping" -> createMapping(request.body());
            case "UpdateEventSourceMapping" -> updateMapping(request);
            default -> ofFunction(request);
        };
    }

    private Object ofFunction(Request request) {
        String name = request.path().split("/")[3];
        ObjectNode function = functions.get(name);
        if (function == null) {
            return new Refusal(404, "ResourceNotFoundException", "Function not found: " + ARN + name);
        }
        return switch (request.operation()) {
            case "GetFunctionConfiguration" -> look(name, function);
            case "UpdateFunctionConfiguration" ->
                update(name, function, request.body(), () -> {
                    request.body().fields().forEachRemaining(field -> {
                        if (!field.getKey().equals("RevisionId")) {
                            function.set(field.getKey(), field.getValue());
                        }
                    });
                });
            case "UpdateFunctionCode" ->
                update(
                        name,
                        function,
                        request.body(),
                        () -> code(function, request.body().path("ZipFile")));
            case "GetFunctionUrlConfig" ->
                addresses.containsKey(name)
                        ? address(name)
                        : new Refusal(404, "ResourceNotFoundException", "The resource you requested does not exist.");
            case "CreateFunctionUrlConfig" -> {
                if (addresses.putIfAbsent(name, request.body().path("AuthType").asText()) != null) {
                    yield new Refusal(409, "ResourceConflictException", "FunctionUrlConfig exists for this function");
                }
                yield address(name);
            }
            case "GetPolicy" ->
                policies.containsKey(name) && !policies.get(name).isEmpty()
                        ? JSON.createObjectNode()
                                .put(
                                        "Policy",
                                        JSON.createObjectNode()
                                                .put("Version", "2012-10-17")
                                                .put("Id", "default")
                                                .set("Statement", policies.get(name))
                                                .toString())
                        : new Refusal(404, "ResourceNotFoundException", "The resource you requested does not exist.");
            case "AddPermission" -> permit(name, request.body());
            case "RemovePermission" -> forbid(name, request.path().split("/")[5]);
            case "Invoke" ->
                code.map(runs -> runs.apply(request.body()))
                        .orElseGet(() -> JSON.createObjectNode().put("called", name));
            default -> new Refusal(400, "InvalidAction", request.operation());
        };
    }

    private Object permit(String name, JsonNode body) {
        ArrayNode statements = policies.computeIfAbsent(name, unknown -> JSON.createArrayNode());
        String id = body.path("StatementId").asText();
        for (JsonNode statement : statements) {
            if (statement.path("Sid").asText().equals(id)) {
                return new Refusal(409, "ResourceConflictException", "The statement id (" + id + ") already exists");
            }
        }
        statements
                .addObject()
                .put("Sid", id)
                .put("Effect", "Allow")
                .put("Action", body.path("Action").asText());
        return JSON.createObjectNode()
                .put("Statement", statements.get(statements.size() - 1).toString());
    }

    private Object forbid(String name, String id) {
        ArrayNode statements = policies.computeIfAbsent(name, unknown -> JSON.createArrayNode());
        for (int place = 0; place < statements.size(); place++) {
            if (statements.get(place).path("Sid").asText().equals(id)) {
                statements.remove(place);
                return JSON.createObjectNode();
            }
        }
        return new Refusal(404, "ResourceNotFoundException", "Statement " + id + " is not found in resource policy.");
    }

    private JsonNode address(String name) {
        return JSON.createObjectNode()
                .put("FunctionUrl", "https://" + name.toLowerCase(java.util.Locale.ROOT) + ".lambda-url.test/")
                .put("AuthType", addresses.get(name));
    }

    private Object create(JsonNode body) {
        String name = body.path("FunctionName").asText();
        if (functions.containsKey(name)) {
            return new Refusal(409, "ResourceConflictException", "Function already exist: " + name);
        }
        ObjectNode function = (ObjectNode) body.deepCopy();
        function.remove("Code");
        function.put("FunctionArn", ARN + name)
                .put("LastUpdateStatus", "Successful")
                .put("State", "Pending");
        code(function, body.path("Code").path("ZipFile"));
        functions.put(name, function);
        looksLeft.put(name, looks);
        touch(function);
        return function.deepCopy();
    }

    private static void code(ObjectNode function, JsonNode zip) {
        byte[] bytes = Base64.getDecoder().decode(zip.asText());
        function.put("CodeSha256", sha256(bytes)).put("CodeSize", bytes.length);
    }

    private Object look(String name, ObjectNode function) {
        Integer left = looksLeft.get(name);
        if (left != null && left > 0) {
            looksLeft.put(name, left - 1);
        } else if (left != null) {
            looksLeft.remove(name);
            function.put("State", "Active");
            function.put("LastUpdateStatus", failure.isEmpty() ? "Successful" : "Failed");
            function.put("LastUpdateStatusReason", failure);
            touch(function);
        }
        return function.deepCopy();
    }

    private Object update(String name, ObjectNode function, JsonNode body, Runnable change) {
        if (looksLeft.containsKey(name)) {
            return busy(name);
        }
        if (body.hasNonNull("RevisionId")
                && !body.get("RevisionId")
                        .asText()
                        .equals(function.get("RevisionId").asText())) {
            return new Refusal(
                    412,
                    "PreconditionFailedException",
                    "The Revision Id provided does not match the latest Revision Id.");
        }
        byte[] environment =
                body.path("Environment").path("Variables").toString().getBytes(StandardCharsets.UTF_8);
        if (environment.length > 4_096) {
            return new Refusal(
                    400,
                    "InvalidParameterValueException",
                    "Lambda was unable to configure your environment variables because the environment variables you"
                            + " have provided exceeded the 4KB limit.");
        }
        change.run();
        function.put("LastUpdateStatus", "InProgress");
        looksLeft.put(name, looks);
        touch(function);
        return function.deepCopy();
    }

    private JsonNode list(String query) {
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode all = answer.putArray("EventSourceMappings");
        mappings.values().stream()
                .filter(mapping -> query == null
                        || !query.contains("FunctionName=")
                        || query.contains("FunctionName="
                                + mapping.get("FunctionArn").asText().split(":")[6]))
                .forEach(all::add);
        return answer;
    }

    private Object createMapping(JsonNode body) {
        String function = body.path("FunctionName").asText();
        boolean there = mappings.values().stream()
                .anyMatch(mapping -> mapping.get("EventSourceArn").equals(body.get("EventSourceArn"))
                        && mapping.get("FunctionArn").asText().equals(ARN + function));
        if (there) {
            return new Refusal(409, "ResourceConflictException", "An event source mapping already exists");
        }
        ObjectNode mapping = (ObjectNode) body.deepCopy();
        String id = "00000000-0000-0000-0000-00000000000" + mappings.size();
        mapping.remove("FunctionName");
        mapping.put("UUID", id).put("FunctionArn", ARN + function).put("State", "Enabled");
        mappings.put(id, mapping);
        return mapping.deepCopy();
    }

    private Object updateMapping(Request request) {
        ObjectNode mapping = mappings.get(request.path().substring(MAPPINGS.length() + 1));
        if (mapping == null) {
            return new Refusal(404, "ResourceNotFoundException", "The resource you requested does not exist.");
        }
        request.body().fields().forEachRemaining(field -> mapping.set(field.getKey(), field.getValue()));
        return mapping.deepCopy();
    }

    /** The hash of a zip as Lambda gives it. */
    public static String sha256(byte[] zip) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(zip));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
