#include <sqlite3.h>

/// `sqlite3_config` takes arguments that Swift cannot pass. Before any connection is open: SQLite then counts no memory, for
/// which its threads would wait for one another at each allocation.
static inline int releve_sqlite_count_no_memory(void) { return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); }
