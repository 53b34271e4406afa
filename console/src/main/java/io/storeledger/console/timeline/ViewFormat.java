package io.storeledger.console.timeline;

import io.storeledger.common.kafka.KafkaClients;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;

/// How the views are kept, by a number: another one is another application of Kafka Streams, which
/// reads the whole log anew. Until all consoles have the new version, the old ones keep theirs.
///
/// @param number from 1; raise it when views of the version before can't be read any more
record ViewFormat(int number) {
    static final ViewFormat CURRENT = new ViewFormat(1);

    private static final String NAME = "console-timelines";

    /// The application's id, which the names of its group and internal topics begin with.
    String application(String groupPrefix) {
        return groupPrefix + (number == 1 ? NAME : NAME + "." + number);
    }

    /// What is to be said before the first start after an upgrade; empty if the views are kept in
    /// this format already, or never were kept.
    Optional<String> change(KafkaClients kafka) {
        if (number == 1) {
            return Optional.empty();
        }
        String prefix = kafka.config().groupPrefix();
        Set<String> groups = groups(kafka);
        var before = new ViewFormat(number - 1);
        return groups.contains(application(prefix)) || !groups.contains(before.application(prefix))
                ? Optional.empty()
                : Optional.of(
                        ("state format %d replaces %d: the timelines are built anew from the"
                             + " topics. When all consoles are upgraded, the group %s and the"
                             + " topics whose names begin so can be deleted.")
                                .formatted(number, before.number, before.application(prefix)));
    }

    private static Set<String> groups(KafkaClients kafka) {
        try (Admin admin = kafka.admin("storeledger-console-format")) {
            Collection<GroupListing> all = admin.listGroups(new ListGroupsOptions()).all().get();
            return all.stream().map(GroupListing::groupId).collect(Collectors.toSet());
        } catch (ExecutionException e) {
            throw new KafkaException("the groups can't be listed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptException(e);
        }
    }
}
