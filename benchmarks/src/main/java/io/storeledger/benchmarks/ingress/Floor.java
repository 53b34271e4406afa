package io.storeledger.benchmarks.ingress;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.storeledger.benchmarks.harness.Child;
import io.storeledger.common.kafka.KafkaClients;
import io.storeledger.common.kafka.KafkaConfig;
import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/// The least that keeps the contract: a bare Jetty handler that checks the signature over the raw
/// body and its age, writes the body to Kafka and answers 200 once all replicas have it.
///
/// It does not parse the body, bounds nothing, counts nothing and keeps no headers.
final class Floor extends Handler.Abstract {
    /// How a request waits for Kafka's acknowledgement.
    enum Waiting {
        /// Not at all: the producer's own thread answers.
        CALLBACK,
        /// A virtual thread does.
        VIRTUAL
    }

    private static final long TOLERANCE_SECONDS = 300;
    private static final int LARGEST_BODY = 64 * 1024;
    private static final String VERSION = "v1,";

    private final Mac prototype;
    private final KafkaProducer<String, byte[]> producer;
    private final String topic;
    private final Waiting waiting;

    private Floor(
            String secret, KafkaProducer<String, byte[]> producer, String topic, Waiting waiting)
            throws GeneralSecurityException {
        this.producer = producer;
        this.topic = topic;
        this.waiting = waiting;
        prototype = Mac.getInstance("HmacSHA256");
        prototype.init(new SecretKeySpec(secret.getBytes(ISO_8859_1), "HmacSHA256"));
    }

    /// Runs it until the process is ended.
    ///
    /// @param args the broker, the topic, the port, and how to wait
    public static void main(String[] args) throws Exception {
        var kafka =
                new KafkaClients(
                        new KafkaConfig(
                                Optional.of(args[0]), Map.of(), "", "", 1, 0, Optional.empty()));
        Waiting waiting = Waiting.valueOf(args[3]);
        KafkaProducer<String, byte[]> producer = kafka.producer("floor", Map.of());
        producer.partitionsFor(args[1]);
        var threads = new QueuedThreadPool();
        if (waiting == Waiting.VIRTUAL) {
            threads.setVirtualThreadsExecutor(Executors.newVirtualThreadPerTaskExecutor());
        }
        var server = new Server(threads);
        var connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        connector.setPort(Integer.parseInt(args[2]));
        server.addConnector(connector);
        server.setHandler(new Floor(SignedCallbacks.SECRET, producer, args[1], waiting));
        server.start();
        System.out.println(Child.READY);
        server.join();
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback)
            throws IOException, CloneNotSupportedException {
        byte[] body = body(request);
        HttpFields headers = request.getHeaders();
        String id = headers.get("webhook-id");
        if (body.length > LARGEST_BODY || id == null || !isSigned(headers, id, body)) {
            Response.writeError(request, response, callback, 401);
            return true;
        }
        var record = new ProducerRecord<>(topic, id, body);
        switch (waiting) {
            case CALLBACK -> {
                var ignored =
                        producer.send(
                                record,
                                (written, failure) ->
                                        answer(request, response, callback, failure == null));
            }
            case VIRTUAL -> answer(request, response, callback, isWritten(record));
        }
        return true;
    }

    private static void answer(
            Request request, Response response, Callback callback, boolean written) {
        if (written) {
            response.setStatus(200);
            callback.succeeded();
        } else {
            Response.writeError(request, response, callback, 503);
        }
    }

    private boolean isWritten(ProducerRecord<String, byte[]> record) {
        try {
            producer.send(record).get();
            return true;
        } catch (ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// A small body has come with its head: it is one chunk, there already.
    private static byte[] body(Request request) throws IOException {
        Content.Chunk chunk = request.read();
        if (chunk != null && chunk.isLast() && !Content.Chunk.isFailure(chunk)) {
            byte[] body = new byte[chunk.remaining()];
            chunk.get(body, 0, body.length);
            chunk.release();
            return body;
        }
        byte[] first = new byte[0];
        if (chunk != null) {
            first = new byte[chunk.remaining()];
            chunk.get(first, 0, first.length);
            chunk.release();
        }
        try (InputStream rest = Content.Source.asInputStream(request)) {
            byte[] more = rest.readNBytes(LARGEST_BODY + 1);
            byte[] body = new byte[first.length + more.length];
            System.arraycopy(first, 0, body, 0, first.length);
            System.arraycopy(more, 0, body, first.length, more.length);
            return body;
        }
    }

    private boolean isSigned(HttpFields headers, String id, byte[] body)
            throws CloneNotSupportedException {
        String timestamp = headers.get("webhook-timestamp");
        String signature = headers.get("webhook-signature");
        if (timestamp == null || signature == null || !signature.startsWith(VERSION)) {
            return false;
        }
        long distance = System.currentTimeMillis() / 1000 - Long.parseLong(timestamp);
        if (Math.abs(distance) > TOLERANCE_SECONDS) {
            return false;
        }
        Mac mac = (Mac) prototype.clone();
        mac.update((id + "." + timestamp + ".").getBytes(ISO_8859_1));
        byte[] expected = mac.doFinal(body);
        return MessageDigest.isEqual(
                expected, Base64.getDecoder().decode(signature.substring(VERSION.length())));
    }
}
