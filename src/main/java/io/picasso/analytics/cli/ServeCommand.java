package io.picasso.analytics.cli;

import io.picasso.analytics.adapter.http.LocalHttpServer;
import io.picasso.analytics.cli.render.Answer;
import io.picasso.analytics.cli.render.Screen;
import io.picasso.analytics.failure.ExitStatus;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.operation.dashboard.Cors;
import io.picasso.analytics.operation.dashboard.DashboardApi;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Option;

/** Serves the dashboard's API on this machine. */
@picocli.CommandLine.Command(
        name = "serve",
        description = {
            "Serves the dashboard's API on this machine, over what the environment has: what the function answers in AWS"
                    + " is answered here.",
            "Only programs of this machine reach it, unless another address is given; it speaks HTTP without encryption."
                    + " Pages of any address may ask from a browser; whoever asks needs a token ('token mint').",
            "A line for each request goes to standard error. Ctrl-C ends it after the requests that have begun."
        },
        footer = {
            "",
            "Example:",
            "  picasso-analytics serve",
            "  picasso-analytics serve --port 9000 --origin http://localhost:5173"
        })
final class ServeCommand extends EnvironmentCommand {
    /** Less than what the process is given to end. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "Address of this machine to listen at (default: ${DEFAULT-VALUE}).")
    String host = "127.0.0.1";

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "8787",
            description = "Port to listen at; 0 takes any free one (default: ${DEFAULT-VALUE}).")
    int port;

    @Option(
            names = "--origin",
            paramLabel = "ORIGIN",
            defaultValue = "*",
            description = "Address whose pages may ask from a browser; * for all (default: ${DEFAULT-VALUE}).")
    String origin = "*";

    @Option(
            names = "--workers",
            paramLabel = "N",
            defaultValue = "16",
            description = "Requests answered at once, 1 to 64 (default: ${DEFAULT-VALUE}).")
    int workers;

    @Override
    ExitStatus run() throws InterruptedException {
        if (port < 0 || port > 65_535 || workers < 1 || workers > 64) {
            throw Failure.of(FailureCode.BAD_USAGE, "--port is 0 to 65535, --workers 1 to 64");
        }
        if (!origin.matches("\\*|https?://[A-Za-z0-9.:\\[\\]-]{1,200}")) {
            throw Failure.of(FailureCode.BAD_USAGE, "'" + origin + "' is no origin")
                    .where("--origin")
                    .next("Write it as a browser does: http://localhost:5173, without a path.");
        }
        DashboardApi api = wiring().dashboard().api();
        RequestLog log = new RequestLog(context(), options().quiet);
        Cors cors = new Cors(origin);
        CountDownLatch ended = new CountDownLatch(1);
        try (LocalHttpServer server = LocalHttpServer.start(
                        host,
                        port,
                        workers,
                        call -> cors.on(log.answer(api, call)),
                        cors.on(DashboardApi.unavailable("The server is stopping")));
                Interruption.Registration ending = context().interruption().onInterrupt(ended::countDown)) {
            print(new Listening(url(server.address()), wiring().settings().environment()));
            context().terminal().out().flush();
            if (!server.address().getAddress().isLoopbackAddress()) {
                note("Other machines can reach it, and what is said is not encrypted.");
            }
            ended.await();
            note("Finishing ...");
            if (!server.stop(PATIENCE)) {
                note("Not all requests were answered.");
            }
        }
        return ExitStatus.OK;
    }

    private static String url(InetSocketAddress address) {
        InetAddress host = address.getAddress();
        String name = host.getHostAddress();
        return "http://" + (name.contains(":") ? "[" + name + "]" : name) + ":" + address.getPort();
    }

    private record Listening(String url, String environment) implements Answer {
        @Override
        public Map<String, Object> data() {
            Map<String, Object> data = new LinkedHashMap<>();
            data.put("url", url);
            data.put("environment", environment);
            return data;
        }

        @Override
        public void draw(Screen screen) {
            screen.line("The API of environment " + environment + " answers at " + url);
        }
    }
}
