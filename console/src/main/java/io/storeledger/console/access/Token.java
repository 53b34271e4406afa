package io.storeledger.console.access;

import io.storeledger.common.config.Secret;
import java.util.Set;

/// A token that stands for somebody.
///
/// @param name as the audit log names them
/// @param secret the token itself; several if it is being changed
public record Token(String name, Set<Role> roles, Secret secret) {
    public Token {
        roles = Set.copyOf(roles);
    }
}
