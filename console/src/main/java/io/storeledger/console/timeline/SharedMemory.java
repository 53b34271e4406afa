package io.storeledger.console.timeline;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/// Bounds what the views take outside of the heap: all their parts share one cache. By itself each
/// of the twelve would take some 100 MB of its own as they grow.
///
/// Kafka Streams makes it, by its name.
public final class SharedMemory implements RocksDBConfigSetter {
    private static final long BYTES = 128L << 20;
    private static final long OF_IT_FOR_WRITES = 48L << 20;

    /// Made when the first part is opened.
    private static final class Shared {
        static final Cache CACHE;
        static final WriteBufferManager WRITES;

        static {
            RocksDB.loadLibrary();
            CACHE = new LRUCache(BYTES);
            WRITES = new WriteBufferManager(OF_IT_FOR_WRITES, CACHE);
        }
    }

    @Override
    public void setConfig(String store, Options options, Map<String, Object> configs) {
        var table = (BlockBasedTableConfig) options.tableFormatConfig();
        table.setBlockCache(Shared.CACHE);
        table.setCacheIndexAndFilterBlocks(true);
        options.setTableFormatConfig(table);
        options.setWriteBufferManager(Shared.WRITES);
    }

    @Override
    public void close(String store, Options options) {
        // what is shared stays for the other parts
    }
}
