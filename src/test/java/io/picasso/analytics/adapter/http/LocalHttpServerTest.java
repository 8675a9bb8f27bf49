package io.picasso.analytics.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.json.JsonMembers;
import io.picasso.analytics.port.HttpCall;
import io.picasso.analytics.port.HttpReply;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LocalHttpServerTest {
    private static final HttpReply ENDED =
            HttpReply.of(503, new JsonMembers().put("error", "ended").object()).with(Map.of("X-Ours", "yes"));

    private final BlockingQueue<HttpCall> calls = new LinkedBlockingQueue<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private final LocalHttpServer server = LocalHttpServer.start(
            "127.0.0.1",
            0,
            2,
            call -> {
                calls.add(call);
                return HttpReply.of(
                                207, new JsonMembers().put("path", call.path()).object())
                        .with(Map.of("X-Ours", "yes"));
            },
            ENDED);

    @AfterEach
    void close() {
        server.close();
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.address().getPort() + path);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    @Test
    void aRequestArrivesWholeAndItsAnswerToo() throws Exception {
        HttpResponse<String> answer = send(HttpRequest.newBuilder(uri("/a%2Fb/c?x=1&x=2&y=%C3%A4&z"))
                .header("Authorization", "Bearer t")
                .method("PATCH", BodyPublishers.ofString("{\"ü\":1}")));
        assertThat(answer.statusCode()).isEqualTo(207);
        assertThat(answer.body()).isEqualTo("{\"path\":\"/a%2Fb/c\"}");
        assertThat(answer.headers().firstValue("X-Ours")).contains("yes");
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        HttpCall call = calls.take();
        assertThat(call.method()).isEqualTo("PATCH");
        assertThat(call.query()).isEqualTo(Map.of("x", List.of("1", "2"), "y", List.of("ä"), "z", List.of("")));
        assertThat(call.headers()).containsEntry("authorization", List.of("Bearer t"));
        assertThat(new String(call.body().orElseThrow(), StandardCharsets.UTF_8))
                .isEqualTo("{\"ü\":1}");
    }

    @Test
    void aBodyThatIsTooLongIsNotKept() throws Exception {
        send(HttpRequest.newBuilder(uri("/")).POST(BodyPublishers.ofByteArray(new byte[HttpCall.MAX_BODY_BYTES + 1])));
        assertThat(calls.take().body()).isEmpty();
    }

    @Test
    void aHeadHasNoBodyAndTheConnectionGoesOn() throws Exception {
        assertThat(send(HttpRequest.newBuilder(uri("/")).method("HEAD", BodyPublishers.noBody()))
                        .body())
                .isEmpty();
        assertThat(send(HttpRequest.newBuilder(uri("/")).GET()).statusCode()).isEqualTo(207);
    }

    @Test
    void whatIsNoHttpGetsABadRequestAndHarmsNobody() throws Exception {
        for (String text : List.of("nonsense\r\n\r\n", "GET /%%% HTTP/1.1\r\nHost: x\r\n\r\n", "\r\n\r\n")) {
            try (Socket socket = new Socket("127.0.0.1", server.address().getPort())) {
                socket.setSoTimeout(5_000);
                socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
                socket.shutdownOutput();
                socket.getInputStream().readAllBytes();
            }
        }
        assertThat(send(HttpRequest.newBuilder(uri("/")).GET()).statusCode()).isEqualTo(207);
        assertThat(calls.take().path()).isEqualTo("/");
    }

    @Test
    void halfSentRequestsHoldUpNobody() throws Exception {
        List<Socket> halves = new ArrayList<>();
        try {
            for (int i = 0; i < 8; i++) {
                Socket half = new Socket("127.0.0.1", server.address().getPort());
                halves.add(half);
                half.getOutputStream().write("GET / HTTP/1.1\r\nHo".getBytes(StandardCharsets.ISO_8859_1));
            }
            assertThat(send(HttpRequest.newBuilder(uri("/")).GET().timeout(Duration.ofSeconds(5)))
                            .statusCode())
                    .isEqualTo(207);
        } finally {
            for (Socket half : halves) {
                half.close();
            }
        }
    }

    @Test
    void aPortThatIsTakenIsSaidSo() {
        assertThatThrownBy(() -> LocalHttpServer.start(
                        "127.0.0.1",
                        server.address().getPort(),
                        1,
                        call -> HttpReply.of(200, new JsonMembers().object()),
                        ENDED))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.code()).isEqualTo(FailureCode.PORT_IN_USE));
    }

    @Test
    void itStopsAfterTheRequestsThatHaveBegun() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        try (LocalHttpServer slow = slow(begun, goOn)) {
            URI address = URI.create("http://127.0.0.1:" + slow.address().getPort() + "/");
            CompletableFuture<HttpResponse<String>> answer =
                    client.sendAsync(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
            begun.await();
            CompletableFuture<Boolean> stopped = CompletableFuture.supplyAsync(() -> slow.stop(Duration.ofSeconds(30)));
            goOn.countDown();
            assertThat(answer.get().body()).isEqualTo("{\"done\":true}");
            assertThat(stopped.get()).isTrue();
            assertThatThrownBy(() -> client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString()))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void whoAsksWhileItStopsIsToldSoInFull() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        try (LocalHttpServer slow = slow(begun, goOn)) {
            URI address = URI.create("http://127.0.0.1:" + slow.address().getPort() + "/");
            CompletableFuture<HttpResponse<String>> answer =
                    client.sendAsync(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
            begun.await();
            CompletableFuture<Boolean> stopped = CompletableFuture.supplyAsync(() -> slow.stop(Duration.ofSeconds(30)));
            while (!slow.isStopping()) {
                Thread.onSpinWait();
            }
            HttpResponse<String> late =
                    client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
            assertThat(late.statusCode()).isEqualTo(503);
            assertThat(late.body()).isEqualTo("{\"error\":\"ended\"}");
            assertThat(late.headers().map())
                    .containsEntry("x-ours", List.of("yes"))
                    .containsEntry("connection", List.of("close"));
            goOn.countDown();
            assertThat(answer.get().statusCode()).isEqualTo(200);
            assertThat(stopped.get()).isTrue();
        }
    }

    /** Answers one request when it is told to. */
    private static LocalHttpServer slow(CountDownLatch begun, CountDownLatch goOn) {
        return LocalHttpServer.start(
                "127.0.0.1",
                0,
                2,
                call -> {
                    begun.countDown();
                    try {
                        goOn.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    return HttpReply.of(200, new JsonMembers().put("done", true).object());
                },
                ENDED);
    }
}
