package io.storeledger.common.kafka;

import io.storeledger.common.config.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.login.AppConfigurationEntry;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.security.JaasContext;
import org.apache.kafka.common.security.authenticator.SaslClientCallbackHandler;

/// Has each new connection to Kafka sign in with the user and the password that are in their file
/// then: a password that is rotated reaches all clients, the long-lived ones of Kafka Streams too,
/// none of which is made anew.
///
/// Kafka makes one for each client.
public final class FollowedCredentials extends SaslClientCallbackHandler {
    private static final String JAAS = "sasl.jaas.config";
    static final String HANDLER = "sasl.client.callback.handler.class";
    private static final String FOLLOWED = "storeledger.jaas";

    private Optional<Secret> jaas = Optional.empty();

    /// Whether a client follows a property's file while it is open.
    static boolean follow(String name, String value) {
        return name.equals(JAAS)
                && (value.contains("ScramLoginModule") || value.contains("PlainLoginModule"));
    }

    /// Adds itself to a client's properties, unless somebody else answers there already.
    static void give(Map<String, Object> client, Map<String, Secret> properties) {
        Secret jaas = properties.get(JAAS);
        if (jaas != null && follow(JAAS, jaas.reveal()) && !client.containsKey(HANDLER)) {
            client.put(HANDLER, FollowedCredentials.class.getName());
            client.put(FOLLOWED, jaas);
        }
    }

    @Override
    public void configure(
            Map<String, ?> client, String mechanism, List<AppConfigurationEntry> entries) {
        super.configure(client, mechanism, entries);
        jaas = client.get(FOLLOWED) instanceof Secret given ? Optional.of(given) : Optional.empty();
    }

    @Override
    public void handle(Callback[] callbacks) throws UnsupportedCallbackException {
        Map<String, ?> now = jaas.map(FollowedCredentials::options).orElse(Map.of());
        List<Callback> left = new ArrayList<>();
        for (Callback callback : callbacks) {
            if (callback instanceof NameCallback name
                    && now.get("username") instanceof String user) {
                name.setName(user);
            } else if (callback instanceof PasswordCallback asked
                    && now.get("password") instanceof String password) {
                asked.setPassword(password.toCharArray());
            } else {
                left.add(callback);
            }
        }
        super.handle(left.toArray(Callback[]::new));
    }

    /// Empty while they can't be read, as in the middle of a change: then those of the beginning
    /// are tried.
    private static Map<String, ?> options(Secret jaas) {
        jaas.refresh();
        try {
            return JaasContext.loadClientContext(Map.of(JAAS, new Password(jaas.reveal())))
                    .configurationEntries()
                    .getFirst()
                    .getOptions();
        } catch (IllegalArgumentException | KafkaException e) {
            return Map.of();
        }
    }
}
