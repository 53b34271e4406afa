package io.storeledger.benchmarks.vendors;

import io.storeledger.benchmarks.harness.Results;
import io.storeledger.sandbox.SandboxApp;
import io.storeledger.sandbox.SandboxConfig;
import io.storeledger.sandbox.bigcommerce.StoreConfig;
import io.storeledger.sandbox.netsuite.NetSuiteConfig;
import io.storeledger.sandbox.netsuite.NetSuiteSandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.random.RandomGenerator;

/// A store and an account in this process, and the key that opens the account.
public final class Vendors implements AutoCloseable {
    /// The connection's name in every configuration.
    public static final String CONNECTION = "bench";

    /// A webhook that was turned away comes again after 1.2 s, not 60 s.
    private static final double RETRY_TIME_SCALE = 0.02;

    private static final String CERTIFICATE = "bench-certificate";

    private final SandboxApp sandbox;
    private final Path key;

    private Vendors(SandboxApp sandbox, Path key) {
        this.sandbox = sandbox;
        this.key = key;
    }

    /// Starts them; every NetSuite call takes just this long, and so many may run at once.
    public static Vendors start(Results results, int concurrencyLimit, Duration latency)
            throws IOException {
        StoreConfig store = StoreConfig.defaults();
        SandboxApp sandbox =
                SandboxApp.start(
                        SandboxConfig.defaults()
                                .withStore(
                                        store.withWebhooks(
                                                store.webhooks().withTimeScale(RETRY_TIME_SCALE)))
                                .withNetSuite(
                                        NetSuiteConfig.defaults()
                                                .withLoad(concurrencyLimit, latency, 0)),
                        Clock.systemUTC(),
                        RandomGenerator.getDefault());
        KeyPair keys = keys();
        sandbox.netSuite().registerCertificate(CERTIFICATE, keys.getPublic());
        Path key = results.file("netsuite-key.pem");
        Files.writeString(key, pem(keys));
        return new Vendors(sandbox, key);
    }

    /// Both of them.
    public SandboxApp sandbox() {
        return sandbox;
    }

    /// The account.
    public NetSuiteSandbox netSuite() {
        return sandbox.netSuite();
    }

    /// The store's hash.
    public String store() {
        return sandbox.store().config().hash();
    }

    /// The `bigcommerce` section: all of it, for a process that runs all services.
    public String bigCommerceSection() {
        var store = sandbox.store().config();
        return """
        bigcommerce:
          storeHash: %s
          apiUrl: %s
          accessToken: %s
          clientSecrets: %s
        """
                .formatted(
                        store.hash(),
                        sandbox.bigCommerceUrl(),
                        store.accessToken(),
                        store.clientSecret());
    }

    /// The `netsuite` section.
    public String netSuiteSection() {
        var account = sandbox.netSuite().config();
        return """
        netsuite:
          account: "%s"
          restUrl: %s
          clientId: %s
          certificateId: %s
          algorithm: ES256
          privateKey: "${file:%s}"
        """
                .formatted(
                        account.accountId(),
                        sandbox.netSuiteUrl(),
                        account.clientId(),
                        CERTIFICATE,
                        key);
    }

    /// The `rules` section: what the seeded account has to refer to. The memo says which version of
    /// an order was written.
    public static String rulesSection() {
        return """
        rules:
          subsidiary: "1"
          location: "1"
          department: "1"
          class: "1"
          currencies: { USD: "1" }
          shipMethods: "1"
          severalAddresses: first
          memo: "{order.%s}"
          tax:
            strategy: suitetax-override
            type: "1"
            code: "1"
          items:
            shipping: "1"
            handling: "2"
            wrapping: "3"
            fee: "4"
            giftCertificate: "5"
            customProduct: "6"
            tax: "7"
            rounding: "8"
            discount: "11"
            coupon: "12"
        """
                .formatted(Orders.VERSION);
    }

    @Override
    public void close() {
        sandbox.close();
    }

    private static KeyPair keys() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has P-256", e);
        }
    }

    private static String pem(KeyPair keys) {
        String base64 =
                Base64.getMimeEncoder(64, new byte[] {'\n'})
                        .encodeToString(keys.getPrivate().getEncoded());
        return "-----BEGIN PRIVATE KEY-----\n" + base64 + "\n-----END PRIVATE KEY-----\n";
    }
}
