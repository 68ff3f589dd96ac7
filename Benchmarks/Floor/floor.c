// The floor that the service's writes are measured against: a plain loop that stores the rows of a database in an empty
// copy of it, with the same tables, indexes, durability and group size, and nothing else.
//
//   floor SOURCE TARGET GROUP      prints {"statements": n, "seconds": s, "per_second": r}
//
// SOURCE is what the service stored. All its rows are read into memory first; the clock runs from the first BEGIN to the
// last COMMIT. Checkpoints run on a connection of their own, as the service's do.
#include <pthread.h>
#include <sqlite3.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define COLUMNS 24

typedef struct { sqlite3_int64 seq; sqlite3_value *values[COLUMNS]; } Row;
typedef struct {
    const char *name, *select, *insert;
    int columns;
    Row *rows;
    size_t count, next;
    sqlite3_stmt *statement;
} Table;

// The first statement of a transaction that ran at a time.
#define FIRST_AT(time) "(SELECT s.seq FROM statement s WHERE s.stored >= " time " ORDER BY s.stored, s.seq LIMIT 1)"

// Facts and standings are upserted once for each statement that touched them, as the service does.
static Table tables[] = {
    {"statement",
     "SELECT seq, id, voided_by, stored, effective, verb, actor, activity, registration, target, version, source, "
     "authority, needs, raw FROM statement ORDER BY seq",
     "INSERT INTO statement (seq, id, voided_by, stored, effective, verb, actor, activity, registration, target, version, "
     "source, authority, needs, raw) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)", 15, 0, 0, 0, 0},
    {"log_entry", "SELECT record, leaf, kind FROM log_entry WHERE kind = 1 ORDER BY record",
     "INSERT INTO log_entry (record, leaf, kind) VALUES (?,?,?)", 3, 0, 0, 0, 0},
    {"statement_agent", "SELECT seq, agent, stored, via, roles, verb, activity FROM statement_agent ORDER BY seq",
     "INSERT INTO statement_agent (seq, agent, stored, via, roles, verb, activity) VALUES (?,?,?,?,?,?,?)", 7, 0, 0, 0, 0},
    {"statement_activity", "SELECT seq, activity, stored, via, roles, verb FROM statement_activity ORDER BY seq",
     "INSERT INTO statement_activity (seq, activity, stored, via, roles, verb) VALUES (?,?,?,?,?,?)", 6, 0, 0, 0, 0},
    {"fact",
     "SELECT s.seq, f.actor, f.activity, f.registration, f.source, f.session_class, f.defined_by_cmi5, f.facts, "
     "f.refolds_asked FROM statement s JOIN fact f ON f.actor = s.actor AND f.activity = s.activity AND f.source = s.source "
     "AND f.registration = coalesce(s.registration, zeroblob(16)) ORDER BY s.seq",
     "INSERT INTO fact (actor, activity, registration, source, session_class, defined_by_cmi5, facts, refolds_asked) "
     "VALUES (?2,?3,?4,?5,?6,?7,?8,?9) ON CONFLICT DO UPDATE SET facts = excluded.facts", 9, 0, 0, 0, 0},
    {"standing",
     "SELECT min(s.seq), t.learner, t.course, t.rule, t.rule_version, t.status, t.changed_at, t.expires_at, t.completed_at "
     "FROM standing t JOIN course_activity c ON c.course = t.course "
     "JOIN statement s ON s.actor = t.learner AND s.activity = c.activity GROUP BY t.learner, t.course ORDER BY 1",
     "INSERT INTO standing (learner, course, rule, rule_version, status, changed_at, expires_at, completed_at) "
     "VALUES (?2,?3,?4,?5,?6,?7,?8,?9) ON CONFLICT DO UPDATE SET status = excluded.status", 9, 0, 0, 0, 0},
    {"standing_history",
     "SELECT " FIRST_AT("h.until_at") ", h.learner, h.course, h.until_at, h.changed_at, h.rule, h.rule_version, h.status, "
     "h.expires_at, h.log_size, h.is_gone FROM standing_history h ORDER BY 1",
     "INSERT INTO standing_history (learner, course, until_at, changed_at, rule, rule_version, status, expires_at, log_size, "
     "is_gone) VALUES (?2,?3,?4,?5,?6,?7,?8,?9,?10,?11)", 11, 0, 0, 0, 0},
    // One for each change of a standing; the service takes them into its counts, and away, a second later.
    {"standing_delta",
     "SELECT " FIRST_AT("h.until_at") ", h.learner, h.course, h.status FROM standing_history h ORDER BY 1",
     "INSERT INTO standing_delta (learner, course, status_after) VALUES (?2,?3,?4)", 4, 0, 0, 0, 0},
    {"log_tile", "SELECT number * 256, number, entries, keys FROM log_tile ORDER BY number",
     "INSERT INTO log_tile (number, entries, keys) VALUES (?2,?3,?4)", 4, 0, 0, 0, 0},
};
enum { TABLES = sizeof tables / sizeof *tables };

static void check(int code, sqlite3 *database, const char *what) {
    if (code == SQLITE_OK || code == SQLITE_ROW || code == SQLITE_DONE) return;
    fprintf(stderr, "%s: %s\n", what, sqlite3_errmsg(database));
    exit(1);
}

static void run(sqlite3 *database, const char *sql) { check(sqlite3_exec(database, sql, 0, 0, 0), database, sql); }

static void load(sqlite3 *source, Table *table) {
    sqlite3_stmt *select;
    check(sqlite3_prepare_v2(source, table->select, -1, &select, 0), source, table->select);
    size_t room = 0;
    while (sqlite3_step(select) == SQLITE_ROW) {
        if (table->count == room) {
            room = room ? room * 2 : 1024;
            table->rows = realloc(table->rows, room * sizeof(Row));
            if (!table->rows) exit(1);
        }
        Row *row = &table->rows[table->count++];
        row->seq = sqlite3_column_int64(select, 0);
        for (int i = 0; i < table->columns; i++) row->values[i] = sqlite3_value_dup(sqlite3_column_value(select, i));
    }
    sqlite3_finalize(select);
}

static void copy_schema(sqlite3 *source, sqlite3 *target) {
    sqlite3_stmt *select;
    const char *sql = "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' "
                      "ORDER BY type DESC";
    check(sqlite3_prepare_v2(source, sql, -1, &select, 0), source, sql);
    while (sqlite3_step(select) == SQLITE_ROW) run(target, (const char *)sqlite3_column_text(select, 0));
    sqlite3_finalize(select);
}

static sqlite3 *open_target(const char *path) {
    sqlite3 *target;
    check(sqlite3_open(path, &target), target, "open");
    run(target, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=0;"
                "PRAGMA secure_delete=ON; PRAGMA temp_store=MEMORY;");
    sqlite3_busy_timeout(target, 10000);
    return target;
}

static atomic_bool finished;

static void *checkpoint(void *path) {
    sqlite3 *target = open_target(path);
    while (!atomic_load(&finished)) {
        nanosleep(&(struct timespec){0, 500 * 1000 * 1000}, 0);
        sqlite3_wal_checkpoint_v2(target, 0, SQLITE_CHECKPOINT_PASSIVE, 0, 0);
    }
    sqlite3_close(target);
    return 0;
}

// All rows of one statement.
static void insert(sqlite3 *target, sqlite3_int64 seq) {
    for (int t = 0; t < TABLES; t++) {
        Table *table = &tables[t];
        for (; table->next < table->count && table->rows[table->next].seq <= seq; table->next++) {
            Row *row = &table->rows[table->next];
            for (int i = 0; i < table->columns; i++)
                check(sqlite3_bind_value(table->statement, i + 1, row->values[i]), target, "bind");
            check(sqlite3_step(table->statement), target, table->name);
            sqlite3_reset(table->statement);
        }
    }
}

int main(int count, char **words) {
    if (count != 4 || atoi(words[3]) < 1) {
        fprintf(stderr, "usage: floor SOURCE TARGET GROUP\n");
        return 2;
    }
    sqlite3 *source;
    check(sqlite3_open_v2(words[1], &source, SQLITE_OPEN_READONLY, 0), source, "open");
    for (int t = 0; t < TABLES; t++) load(source, &tables[t]);
    sqlite3 *target = open_target(words[2]);
    copy_schema(source, target);
    for (int t = 0; t < TABLES; t++)
        check(sqlite3_prepare_v3(target, tables[t].insert, -1, SQLITE_PREPARE_PERSISTENT, &tables[t].statement, 0),
              target, tables[t].insert);
    pthread_t thread;
    pthread_create(&thread, 0, checkpoint, words[2]);
    size_t statements = tables[0].count, group = (size_t)atoi(words[3]);
    struct timespec from, to;
    clock_gettime(CLOCK_MONOTONIC, &from);
    for (size_t i = 0; i < statements;) {
        run(target, "BEGIN IMMEDIATE");
        for (size_t end = i + group; i < end && i < statements; i++) insert(target, tables[0].rows[i].seq);
        run(target, "COMMIT");
    }
    clock_gettime(CLOCK_MONOTONIC, &to);
    double seconds = (double)(to.tv_sec - from.tv_sec) + (double)(to.tv_nsec - from.tv_nsec) / 1e9;
    atomic_store(&finished, true);
    pthread_join(thread, 0);
    printf("{\"statements\": %zu, \"seconds\": %.3f, \"per_second\": %.1f}\n", statements, seconds,
           seconds > 0 ? (double)statements / seconds : 0);
    return 0;
}
