package io.storeledger.sandbox;

import io.javalin.Javalin;
import io.storeledger.sandbox.bigcommerce.StoreApi;
import io.storeledger.sandbox.bigcommerce.StoreSandbox;
import io.storeledger.sandbox.fault.Faults;
import io.storeledger.sandbox.http.CutFilter;
import io.storeledger.sandbox.http.Pauses;
import io.storeledger.sandbox.netsuite.NetSuiteApi;
import io.storeledger.sandbox.netsuite.NetSuiteSandbox;
import io.storeledger.sandbox.shop.Shoppers;
import java.net.URI;
import java.time.Clock;
import java.util.random.RandomGenerator;

/// A BigCommerce store and a NetSuite account behind one HTTP port, with an admin API beside them.
public final class SandboxApp implements AutoCloseable {
    private static final int MAX_BODY = 110 * 1024 * 1024;

    private final String host;
    private final Javalin server;
    private final Pauses pauses;
    private final StoreSandbox store;
    private final NetSuiteSandbox netSuite;
    private final Faults faults;
    private final Shoppers shoppers;

    private SandboxApp(
            String host,
            Javalin server,
            Pauses pauses,
            StoreSandbox store,
            NetSuiteSandbox netSuite,
            Faults faults,
            Shoppers shoppers) {
        this.host = host;
        this.server = server;
        this.pauses = pauses;
        this.store = store;
        this.netSuite = netSuite;
        this.faults = faults;
        this.shoppers = shoppers;
    }

    /// Starts both vendors and returns once they serve.
    public static SandboxApp start(SandboxConfig config, Clock clock, RandomGenerator random) {
        RandomGenerator shared = new LockedRandom(random);
        Pauses pauses = new Pauses();
        Faults faults = new Faults(shared);
        faults.preset(config.faults());
        StoreSandbox store = new StoreSandbox(config.store(), faults, clock, shared);
        NetSuiteSandbox netSuite = new NetSuiteSandbox(config.netSuite(), faults, clock, shared);
        if (config.seeded()) {
            Seed.into(netSuite);
            StoreSeed.into(store);
        }
        Shoppers shoppers = new Shoppers(store, shared);
        Javalin server =
                Javalin.create(javalin -> {
                    javalin.concurrency.useVirtualThreads = true;
                    javalin.startup.showJavalinBanner = false;
                    javalin.http.maxRequestSize = MAX_BODY;
                    javalin.router.treatMultipleSlashesAsSingleSlash = true;
                    CutFilter.install(javalin);
                    StoreApi.register(javalin.routes, store, pauses);
                    NetSuiteApi.register(javalin.routes, netSuite, pauses);
                    new AdminRoutes(store, netSuite, faults, shoppers).register(javalin.routes);
                    new StoreAdminRoutes(store, shoppers).register(javalin.routes);
                });
        server.start(config.host(), config.port());
        return new SandboxApp(config.host(), server, pauses, store, netSuite, faults, shoppers);
    }

    /// What a client puts before `/stores/{hash}/v2/...`.
    public URI bigCommerceUrl() {
        return url("/bigcommerce");
    }

    /// What a client puts before `/services/rest/...`.
    public URI netSuiteUrl() {
        return url("/netsuite");
    }

    /// Where the admin API is.
    public URI adminUrl() {
        return url("/admin");
    }

    /// The one store.
    public StoreSandbox store() {
        return store;
    }

    /// The one account.
    public NetSuiteSandbox netSuite() {
        return netSuite;
    }

    /// What goes wrong.
    public Faults faults() {
        return faults;
    }

    /// The store's shoppers; none shop until they are started.
    public Shoppers shoppers() {
        return shoppers;
    }

    /// Stops shoppers and callbacks, ends all stalls and stops serving.
    @Override
    public void close() {
        shoppers.close();
        netSuite.warehouse().close();
        netSuite.merchandiser().close();
        store.close();
        pauses.close();
        server.stop();
    }

    private URI url(String path) {
        String name = host.equals("0.0.0.0") ? "127.0.0.1" : host;
        return URI.create("http://" + name + ":" + server.port() + path);
    }
}
