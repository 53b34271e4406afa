package io.storeledger.sandbox.netsuite;

import io.storeledger.sandbox.netsuite.record.NetSuiteError;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// What the integration's role may do. It may do everything but what is taken from it, and is no
/// administrator.
public final class Access {
    private final Map<String, Denial> denied = new ConcurrentHashMap<>();
    private volatile boolean administrator;

    /// Everything is allowed.
    Access() {}

    /// How a missing permission shows; accounts were seen to answer in each of these ways.
    public enum Denial {
        /// 403 `INSUFFICIENT_PERMISSION`.
        FORBIDDEN,
        /// 400 `INSUFFICIENT_PERMISSION`.
        BAD_REQUEST,
        /// 400 `USER_ERROR`, only the detail tells.
        USER_ERROR
    }

    /// Takes the permission for a record type or a SuiteQL table.
    public void deny(String name, Denial denial) {
        denied.put(name.toLowerCase(Locale.ROOT), denial);
    }

    /// Gives the permission back.
    public void allow(String name) {
        denied.remove(name.toLowerCase(Locale.ROOT));
    }

    /// Gives all permissions back; the role is no administrator.
    public void allowAll() {
        denied.clear();
        administrator = false;
    }

    /// Whether the role is an administrator.
    public void administrator(boolean is) {
        administrator = is;
    }

    boolean administrator() {
        return administrator;
    }

    void checkRecord(String type) {
        check(type, "record '" + type + "'");
    }

    void checkTable(String table) {
        check(table, "table '" + table + "'");
    }

    private void check(String name, String what) {
        Denial denial = denied.get(name.toLowerCase(Locale.ROOT));
        if (denial == null) {
            return;
        }
        throw switch (denial) {
            case FORBIDDEN -> insufficient(403, what);
            case BAD_REQUEST -> insufficient(400, what);
            case USER_ERROR ->
                    NetSuiteError.user(
                            "Your current role does not have permission to perform this action.");
        };
    }

    private static NetSuiteError insufficient(int status, String what) {
        return NetSuiteError.of(
                status,
                "INSUFFICIENT_PERMISSION",
                "You do not have permission(s) to access the " + what + ".");
    }
}
