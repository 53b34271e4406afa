package io.storeledger.sandbox.http;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumSet;

/// Lets a request's connection be cut without an answer.
///
/// Javalin takes an aborted request for an asynchronous one and logs that it can't end it; the
/// filter tells it better.
public final class CutFilter implements Filter {
    private static final String CUT = CutFilter.class.getName();

    private CutFilter() {}

    /// Puts the filter around all that this server does.
    public static void install(JavalinConfig config) {
        config.jetty.modifyServletContextHandler(handler ->
                handler.addFilter(new CutFilter(), "/*", EnumSet.of(DispatcherType.REQUEST)));
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request instanceof HttpServletRequest http) {
            Cuttable cuttable = new Cuttable(http);
            http.setAttribute(CUT, cuttable);
            chain.doFilter(cuttable, response);
        } else {
            chain.doFilter(request, response);
        }
    }

    static void cut(Context ctx) {
        if (ctx.req().getAttribute(CUT) instanceof Cuttable cuttable) {
            cuttable.cut = true;
        }
        try {
            // Jetty's own meaning of -1: abort the connection.
            ctx.res().sendError(Answer.CUT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Cuttable extends HttpServletRequestWrapper {
        private volatile boolean cut;

        Cuttable(HttpServletRequest request) {
            super(request);
        }

        @Override
        public boolean isAsyncStarted() {
            return !cut && super.isAsyncStarted();
        }
    }
}
