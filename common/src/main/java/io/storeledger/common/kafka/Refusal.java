package io.storeledger.common.kafka;

import java.util.Collection;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.jspecify.annotations.Nullable;

/// What Kafka refuses a service, in a sentence that says what to do.
public final class Refusal {
    private Refusal() {}

    /// The refusal that a failure comes from; empty if it comes from anything else.
    ///
    /// @param service the service's name
    public static Optional<String> of(Throwable failure, String service) {
        for (@Nullable Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof AuthorizationException refused) {
                return Optional.of(
                        "Kafka does not let the %s use %s. %s"
                                .formatted(service, what(refused), grant(service)));
            }
            if (at instanceof AuthenticationException refused) {
                return Optional.of(credentials(refused));
            }
        }
        return Optional.empty();
    }

    /// How to grant what a service needs.
    static String grant(String service) {
        return "Grant it: storeledger topics acls %s prints the commands.".formatted(service);
    }

    static String noTopics(Collection<String> names, String why) {
        return "There is no topic %s, and %s. Make it: storeledger topics apply, as somebody who may."
                .formatted(quoted(names), why);
    }

    static String credentials(AuthenticationException refused) {
        return "Kafka refuses the credentials or the certificate in kafka.properties (%s). Mend them."
                .formatted(refused.getMessage());
    }

    static String quoted(Collection<String> names) {
        return names.stream().sorted().collect(Collectors.joining(", "));
    }

    private static String what(AuthorizationException refused) {
        return switch (refused) {
            case TopicAuthorizationException topics when !topics.unauthorizedTopics().isEmpty() ->
                    "the topics " + quoted(topics.unauthorizedTopics());
            case GroupAuthorizationException group when group.groupId() != null ->
                    "the consumer group " + group.groupId();
            case TransactionalIdAuthorizationException transaction -> "its transactional ids";
            default -> "what it needs (" + refused.getMessage() + ")";
        };
    }
}
