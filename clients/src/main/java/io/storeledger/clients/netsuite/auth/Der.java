package io.storeledger.clients.netsuite.auth;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;

/// Writes DER: as much of it as keys and certificates need.
final class Der {
    private Der() {}

    static byte[] sequence(byte[]... parts) {
        return tagged(0x30, joined(parts));
    }

    static byte[] set(byte[]... parts) {
        return tagged(0x31, joined(parts));
    }

    /// With no unused bits.
    static byte[] bits(byte[] value) {
        return tagged(0x03, joined(new byte[] {0}, value));
    }

    /// Tag, length, value.
    static byte[] tagged(int tag, byte[] value) {
        ByteArrayOutputStream der = new ByteArrayOutputStream();
        der.write(tag);
        if (value.length < 0x80) {
            der.write(value.length);
        } else if (value.length < 0x100) {
            der.write(0x81);
            der.write(value.length);
        } else {
            der.write(0x82);
            der.write(value.length >> 8);
            der.write(value.length & 0xff);
        }
        der.writeBytes(value);
        return der.toByteArray();
    }

    static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
