package io.storeledger.mapping;

/// The lengths that NetSuite's fields hold, in characters.
///
/// The REST API Browser names no lengths; these are NetSuite's field definitions (help, "Customer"
/// and "Sales Order" fields), and not settings because an account can't change them. A longer value
/// is refused with a 400, so it is cut rather than left to fail an order over a long street name.
final class Limits {
    static final int FIRST_NAME = 32;
    static final int LAST_NAME = 32;
    static final int COMPANY_NAME = 83;
    static final int EMAIL = 254;
    static final int PHONE = 32;
    static final int MEMO = 999;
    static final int OTHER_REF_NUM = 45;
    static final int LINE_DESCRIPTION = 999;
    static final int ADDRESSEE = 83;
    static final int STREET = 150;
    static final int CITY = 50;
    static final int STATE = 30;
    static final int ZIP = 36;

    private static final int SHORTEST_PHONE = 7;

    private Limits() {}

    /// NetSuite refuses a phone number of fewer than seven characters.
    static boolean isPhone(String phone) {
        return phone.length() >= SHORTEST_PHONE;
    }

    /// The text, cut to a length without halving a surrogate pair.
    static String cut(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        boolean halves = Character.isHighSurrogate(text.charAt(length - 1));
        return text.substring(0, halves ? length - 1 : length).strip();
    }
}
