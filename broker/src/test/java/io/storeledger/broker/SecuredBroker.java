package io.storeledger.broker;

import java.nio.file.Path;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;

/// A broker as platform teams run it: TLS everywhere, clients known by password (SCRAM),
/// certificate (mTLS) or token (OAUTHBEARER), and nothing allowed that no ACL allows.
///
/// The listener without TLS is the administrator's.
public final class SecuredBroker implements AutoCloseable {
    private final KafkaRaftServer server;
    private final int[] ports;

    private SecuredBroker(KafkaRaftServer server, int[] ports) {
        this.server = server;
        this.ports = ports;
    }

    /// Starts it.
    ///
    /// @param tokens whose tokens it accepts
    public static SecuredBroker start(
            Path folder, TestCertificates certificates, TestTokens tokens) {
        int[] ports = new int[5];
        for (int i = 0; i < ports.length; i++) {
            ports[i] = FreePort.find();
        }
        Properties p = EmbeddedBroker.settings(folder, ports[0], ports[1]);
        String clients =
                "ADMIN://127.0.0.1:%d,SCRAM://127.0.0.1:%d,MTLS://127.0.0.1:%d,OAUTH://127.0.0.1:%d"
                        .formatted(ports[0], ports[2], ports[3], ports[4]);
        p.setProperty("listeners", clients + ",CONTROLLER://127.0.0.1:" + ports[1]);
        p.setProperty("advertised.listeners", clients);
        p.setProperty("inter.broker.listener.name", "ADMIN");
        p.setProperty(
                "listener.security.protocol.map",
                "ADMIN:PLAINTEXT,CONTROLLER:PLAINTEXT,SCRAM:SASL_SSL,MTLS:SSL,OAUTH:SASL_SSL");
        p.setProperty(
                "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
        p.setProperty("super.users", "User:ANONYMOUS");
        p.setProperty("ssl.keystore.type", "PEM");
        p.setProperty("ssl.keystore.location", certificates.keyOf("broker").toString());
        p.setProperty("ssl.truststore.type", "PEM");
        p.setProperty("ssl.truststore.location", certificates.authority().toString());
        p.setProperty("listener.name.mtls.ssl.client.auth", "required");
        p.setProperty("ssl.principal.mapping.rules", "RULE:^CN=([^,]+).*$/$1/");
        p.setProperty("listener.name.scram.sasl.enabled.mechanisms", "SCRAM-SHA-512");
        p.setProperty(
                "listener.name.scram.scram-sha-512.sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required;");
        p.setProperty("listener.name.oauth.sasl.enabled.mechanisms", "OAUTHBEARER");
        p.setProperty(
                "listener.name.oauth.oauthbearer.sasl.jaas.config",
                "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required;");
        p.setProperty(
                "listener.name.oauth.oauthbearer.sasl.server.callback.handler.class",
                "org.apache.kafka.common.security.oauthbearer.OAuthBearerValidatorCallbackHandler");
        p.setProperty("listener.name.oauth.sasl.oauthbearer.jwks.endpoint.url", tokens.url("jwks"));
        p.setProperty(
                "listener.name.oauth.sasl.oauthbearer.expected.audience", TestTokens.AUDIENCE);
        p.setProperty("sasl.enabled.mechanisms", "SCRAM-SHA-512,OAUTHBEARER");
        System.setProperty(
                "org.apache.kafka.sasl.oauthbearer.allowed.urls",
                tokens.url("jwks") + "," + tokens.url("token"));
        EmbeddedBroker.format(folder, p, Uuid.randomUuid());
        try {
            return new SecuredBroker(EmbeddedBroker.serve(p), ports);
        } catch (ExecutionException e) {
            throw new BrokerException("The secured broker could not start.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrokerException("Interrupted while the secured broker started.", e);
        }
    }

    /// Where the administrator gets in, without TLS.
    public String admin() {
        return "127.0.0.1:" + ports[0];
    }

    /// Where clients with a password get in.
    public String scram() {
        return "127.0.0.1:" + ports[2];
    }

    /// Where clients with a certificate get in.
    public String mtls() {
        return "127.0.0.1:" + ports[3];
    }

    /// Where clients with a token get in.
    public String oauth() {
        return "127.0.0.1:" + ports[4];
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }
}
