package io.storeledger.console.access;

import java.util.Set;

/// Somebody at the console.
///
/// @param name as the audit log names them
/// @param roles what they may do
public record Person(String name, Set<Role> roles) {
    public Person {
        roles = Set.copyOf(roles);
    }

    /// Whoever uses the machine itself: the name of the account, and every role.
    public static Person ofThisMachine() {
        return new Person(System.getProperty("user.name", "local"), Set.of(Role.values()));
    }

    /// Whether they may.
    public boolean may(Role role) {
        return roles.contains(role);
    }
}
