package io.storeledger.benchmarks;

import io.storeledger.benchmarks.catalogue.CatalogueBenchmark;
import io.storeledger.benchmarks.harness.Benchmark;
import io.storeledger.benchmarks.harness.BenchmarkFailed;
import io.storeledger.benchmarks.harness.Results;
import io.storeledger.benchmarks.harness.Table;
import io.storeledger.benchmarks.ingress.IngressBenchmark;
import io.storeledger.benchmarks.pipeline.PipelineBenchmark;
import io.storeledger.benchmarks.writer.WriterBenchmark;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// `storeledger bench NAME`: measures, prints a table and keeps the raw output.
public final class Bench {
    private static final int UNUSABLE = 2;
    private static final String QUICK = "--quick";

    private static final List<Benchmark> ALL =
            List.of(
                    new IngressBenchmark(),
                    new WriterBenchmark(),
                    new PipelineBenchmark(),
                    new CatalogueBenchmark());

    private Bench() {}

    /// Runs one and ends the process: 0 if it was measured, 2 if not.
    ///
    /// @param args a benchmark's name, and `--quick` for a run that only shows that it runs
    public static void main(String[] args) {
        System.setProperty("logback.configurationFile", "logback-bench.xml");
        System.exit(run(Arrays.asList(args)));
    }

    private static int run(List<String> args) {
        boolean quick = args.contains(QUICK);
        List<String> names = args.stream().filter(arg -> !arg.equals(QUICK)).toList();
        if (names.isEmpty() || names.contains("--help")) {
            System.out.print(usage());
            return 0;
        }
        Optional<Benchmark> named =
                ALL.stream()
                        .filter(benchmark -> benchmark.name().equals(names.getFirst()))
                        .findFirst();
        if (names.size() > 1 || named.isEmpty()) {
            System.err.printf(
                    "There is no benchmark \"%s\".%n%s", String.join(" ", names), usage());
            return UNUSABLE;
        }
        try {
            measure(named.get(), quick);
            return 0;
        } catch (BenchmarkFailed | IOException e) {
            System.err.println(e.getMessage());
            return UNUSABLE;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return UNUSABLE;
        }
    }

    private static void measure(Benchmark benchmark, boolean quick)
            throws IOException, InterruptedException {
        Results results = Results.of(benchmark.name());
        Table table = benchmark.run(results, quick);
        if (quick) {
            table.note("A quick run, too short to be warm: these are no figures.");
        }
        Files.writeString(results.file("table.txt"), table.toString());
        System.out.printf("%n%sRaw output: %s%n", table, results.folder());
    }

    private static String usage() {
        var text = new StringBuilder("storeledger bench NAME [--quick]\n\n");
        ALL.forEach(benchmark ->
                text.append("  %-10s %s%n".formatted(benchmark.name(), benchmark.about())));
        return text.append("\n  --quick    a short run that only shows that it runs\n").toString();
    }
}
